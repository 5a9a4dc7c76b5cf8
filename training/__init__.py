"""Everything that makes and trains the models: objects, grasps, captions, data sets. Not shipped in the extension."""

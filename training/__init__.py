"""Everything that makes and trains the models: objects, grasps, captions, data sets.

The extension goes without it.
"""

"""Between grasps and their three tokens."""

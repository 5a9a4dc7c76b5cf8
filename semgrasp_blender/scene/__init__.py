"""Hands in Blender's scene: frames, rig, re-posing, clips, pictures. No user interface here."""

"""The Blender side of SemGrasp."""

"""Captions: what a grasp touches, what it is for, and conversations that lead from grasp to grasp."""

"""SemGrasp without Blender: hand, shape, planner, contact solver, metrics, command line."""

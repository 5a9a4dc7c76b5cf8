"""The grasp planner: taxonomy types, placement on a region, ranking."""

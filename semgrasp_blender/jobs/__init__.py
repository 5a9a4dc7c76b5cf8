"""Background work: the client of the worker process. Only `runner` touches Blender's data."""

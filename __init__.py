"""SemGrasp: natural hand grasps from words, in Blender and on the command line."""

__version__ = "0.1.0"


def register() -> None:
    """Blender calls this when the extension is enabled."""
    from .semgrasp_blender import registration

    registration.register()


def unregister() -> None:
    """Blender calls this when the extension is disabled."""
    from .semgrasp_blender import registration

    registration.unregister()

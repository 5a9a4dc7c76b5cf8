"""Registering, unregistering, and what must not be left behind."""

from __future__ import annotations

import subprocess
import sys

import bpy
import semgrasp
from semgrasp.semgrasp_blender import ROOT_PACKAGE, preferences, registration
from semgrasp.semgrasp_blender.jobs import runner as runner_module


def test_twice_and_nothing_is_left():
    handlers = len(bpy.app.handlers.load_pre)
    for _ in range(2):
        semgrasp.register()
        assert hasattr(bpy.types.Object, "semgrasp")
        assert "semgrasp" in dir(bpy.ops)
        semgrasp.unregister()
        assert not hasattr(bpy.types.Object, "semgrasp")
        assert not hasattr(bpy.types.Scene, "semgrasp")
        assert not hasattr(bpy.types.WindowManager, "semgrasp")
        assert len(bpy.app.handlers.load_pre) == handlers
        assert not any(cls.is_registered for cls in registration.CLASSES)


def test_every_class_is_registered_and_named_as_blender_wants(addon):
    kinds = {
        "OT": bpy.types.Operator,
        "PT": bpy.types.Panel,
        "UL": bpy.types.UIList,
        "PG": bpy.types.PropertyGroup,
    }
    for cls in registration.CLASSES:
        assert cls.is_registered
        kind = cls.__name__.split("_")[1]
        assert issubclass(cls, kinds.get(kind, bpy.types.AddonPreferences))


def test_every_operator_says_what_it_does(addon):
    for name in dir(bpy.ops.semgrasp):
        kind = getattr(bpy.ops.semgrasp, name).get_rna_type()
        assert kind.description and not kind.description.endswith(".")


def test_unregistering_ends_the_worker(use_worker, add_box):
    host = use_worker("normal")
    add_box()
    assert bpy.ops.semgrasp.generate() == {"FINISHED"}
    worker = host.worker
    assert worker is not None and worker.alive
    semgrasp.unregister()
    assert host.worker is None and worker.return_code is not None
    semgrasp.register()  # the fixture unregisters once more


def test_preferences_without_the_extension_system_are_the_defaults(addon):
    assert ROOT_PACKAGE == "semgrasp"
    assert preferences.current() == preferences.Options()


def test_the_worker_is_started_with_blenders_python_and_its_arguments(addon):
    command = runner_module.worker_command()
    assert command.argv[0] == sys.executable
    assert command.argv[1 : 1 + len(bpy.app.python_args)] == bpy.app.python_args
    assert "--path" in command.argv
    assert command.log_path is not None and command.log_path.parent.is_dir()


def test_inference_needs_no_bpy():
    code = (
        "import sys, semgrasp.inference.worker, semgrasp.inference.exchange; sys.exit('bpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0

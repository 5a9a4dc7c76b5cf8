"""Text for the panel."""

from __future__ import annotations

from semgrasp.semgrasp_blender.lists import columns_of
from semgrasp.semgrasp_blender.messages import Problem, full_report, time_left, wrap_for_panel

TEXT = "The worker process could not be started. Check that Blender's own Python may run on this computer."


def test_lines_fit_the_panel_and_nothing_is_lost():
    for width in (0, 120, 260, 600):
        lines = wrap_for_panel(TEXT, width, 1.0)
        assert " ".join(lines) == TEXT
    assert max(map(len, wrap_for_panel(TEXT, 260, 1.0))) <= 34
    assert len(wrap_for_panel(TEXT, 260, 2.0)) > len(wrap_for_panel(TEXT, 260, 1.0))
    assert wrap_for_panel("", 260, 1.0) == [""]


def test_time_left():
    assert [time_left(seconds) for seconds in (0.2, 12.4, 150)] == [
        "a second left",
        "about 12 s left",
        "about 2 min left",
    ]


def test_report_names_versions_and_details():
    report = full_report(Problem("It failed.", "Traceback …"), "4.5.15")
    assert "Blender 4.5.15" in report and "It failed." in report and report.endswith("Traceback …\n")


def test_columns_of_the_list():
    measured = {"penetration_mm": 1.26, "contact_regions": ["palm", "thumb3"]}
    assert columns_of(0.567, measured) == ("0.57", "1.3", "2")
    assert columns_of(1.0, {"penetration_mm": None}) == ("1.00", "–", "–")

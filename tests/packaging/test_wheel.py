"""The wheel carries the whole program: installed in an empty folder it starts, checks and plays the demo."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path

import pytest

from monitor.app.demo.pages import report_page
from monitor.app.demo.scenario import load_scenario

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and unpack it where nothing else is; its dependencies are those of the test's interpreter."""
    dist = tmp_path_factory.mktemp("dist")
    site = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(dist), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    wheel = next(dist.glob("*.whl"))
    pip = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--target", str(site), str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    return site


@pytest.fixture
def nianbao(installed: Path, tmp_path: Path) -> Run:
    """Give a function that runs a command of the installed program in an empty folder."""
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(installed), "LANG": "C.UTF-8", "HOME": str(tmp_path)}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "monitor", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)

    return run


def test_the_program_that_runs_is_the_installed_one(installed: Path, tmp_path: Path) -> None:
    code = "import monitor, alerts, schemas; print(monitor.__file__, alerts.__file__, schemas.__file__)"
    environ = {"PYTHONPATH": str(installed)}

    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environ, capture_output=True, text=True, check=True
    )

    assert all(path.startswith(str(installed)) for path in ran.stdout.split())


def test_init_writes_a_configuration_that_config_check_accepts(nianbao: Run, tmp_path: Path) -> None:
    assert nianbao("init", "office").returncode == 0
    assert (tmp_path / "office" / "office.yaml").exists()

    checked = nianbao("config", "check", "office")

    assert checked.returncode == 0, checked.stderr
    assert "Traceback" not in checked.stdout + checked.stderr


def test_check_finds_the_fault_of_a_report_and_says_so_by_its_exit_status(nianbao: Run, tmp_path: Path) -> None:
    scenario = load_scenario()
    faulty = next(p for p in scenario.publishers if p.id == "jiaoyu")
    (tmp_path / "report.html").write_text(report_page(faulty, faulty.postings[0], scenario), encoding="utf-8")
    (tmp_path / "mended.html").write_text(report_page(faulty, faulty.postings[1], scenario), encoding="utf-8")

    faulty_run = nianbao("check", "report.html", "--kind", "department", "--year", "2020", "--format", "jsonl")
    mended_run = nianbao("check", "mended.html", "--kind", "department", "--published", "2021-01-20")

    assert faulty_run.returncode == 1
    assert '"T3-02"' in faulty_run.stdout
    assert mended_run.returncode == 0, mended_run.stdout


def test_the_demo_plays_a_season_and_leaves_letters_and_an_archive(nianbao: Run, tmp_path: Path) -> None:
    played = nianbao("demo", "--folder", "season")

    assert played.returncode == 0, played.stderr
    letters = sorted((tmp_path / "season" / "letters").glob("*.eml"))
    to = [str(message_from_bytes(letter.read_bytes())["To"]) for letter in letters]
    assert any("lanxi@lanxi.example" in address for address in to)
    assert list((tmp_path / "season" / "archive").rglob("*.warc.gz"))
    assert "确认未公开" in played.stdout

"""The program as somebody meets it whose system speaks Spanish: a draft, and said to be one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.e2e.terminal import Place, Tmux, needs_tmux
from tests.e2e.test_plan_verbs import parasol

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = "Traducción en borrador, aún sin revisar por una persona nativa."
MARK = "borrador, aún sin revisar"


@needs_tmux
def test_a_bad_day_is_found_in_spanish_in_a_real_terminal(tmp_path: Path) -> None:
    with Tmux(Place.made_in(tmp_path)) as tmux:
        tmux.start(environment={"LC_ALL": "es_AR.UTF-8"})
        tmux.wait_for("Nada sale de esta computadora.", "traducción en borrador")
        tmux.press("Enter")
        tmux.wait_for("Limpiar fotos", MARK)
        tmux.press("3")
        tmux.wait_for("Un allanamiento o una detención", MARK)
        tmux.press("Enter")
        assert MARK in tmux.wait_for("Antes", "Haz", "Ayuda")
        tmux.press("C-q")
        tmux.wait_for_leaving()


def test_the_command_line_speaks_spanish_and_says_that_it_is_a_draft(tmp_path: Path) -> None:
    code, out, err = parasol("playbook", "protest", cwd=tmp_path, LC_ALL="es")
    assert (code, err) == (0, f"{DRAFT}\n")
    # In a file nobody would see what was told elsewhere.
    assert out.startswith(f"{DRAFT}\n\nEn una protesta o concentración\n")
    code, out, err = parasol("learn", "--json", cwd=tmp_path, LC_ALL="es")
    document = json.loads(out)
    assert (document["language"], document["draft"]) == ("es", True)
    assert document["lessons"][0]["title"] == "Cuatro ventanas"
    assert err == f"{DRAFT}\n"


def test_a_session_is_prepared_in_spanish(tmp_path: Path) -> None:
    words = ("training", "export", "photos-first-look", "--to", "taller")
    code, _out, _err = parasol(*words, cwd=tmp_path, LC_ALL="es_MX.UTF-8")
    assert code == 0
    plan = (tmp_path / "taller" / "plan.html").read_text(encoding="utf-8")
    assert '<html lang="es" dir="ltr">' in plan
    assert "Fotos: un primer vistazo" in plan
    assert f'<p class="translation">{DRAFT}</p>' in plan
    photos = tmp_path / "taller" / "photos"
    assert "¿Qué dicen estas fotos?" in (photos / "cuestionario.txt").read_text(encoding="utf-8")


def test_in_english_nothing_is_said_of_languages(tmp_path: Path) -> None:
    code, out, err = parasol("learn", "--json", cwd=tmp_path)
    assert (code, err) == (0, "")
    assert "language" not in json.loads(out)

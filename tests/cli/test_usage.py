"""Wrong use: every mistake is one line on stderr in the user's language, exit code 2."""

import pytest


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["scna"], "No existe la orden «scna». ¿Quiso decir scan?"),
        (["xyzzy"], "No existe la orden «xyzzy»."),
        (["event"], "Falta la orden."),
        (["event", "lod"], "¿Quiso decir load?"),
        (["journal"], "Falta la orden."),
        (["scan", "--foo"], "No existe la opción --foo."),
        (["--foo"], "No existe la opción --foo."),
        (["explain"], "Falta CODE."),
        (["explain", "A", "B"], "Sobra «B»."),
        (["search"], "Falta TEXT."),
        (["event", "load"], "Falta FILE.toml."),
        (["badge", "--out"], "A la opción --out le falta su valor."),
        (["badge", "--all"], "Falta --out."),
        (["export", "people"], "Falta --out."),
        (["screenshots"], "Falta --out."),
        (["--lang", "xx", "event", "show"], "No hay textos en «xx»"),
        (["open", "--role", "cocina"], "--role no puede ser «cocina»"),
        (["demo", "--role", "cocina"], "desk, self-service, door, dashboard"),
    ],
)
def test_a_mistake_is_one_line_and_code_2(anywhere, words, said):
    done = anywhere(*words)

    assert done.code == 2
    assert said in done.err
    assert done.err.startswith("kiosk: ")
    assert done.err.count("\n") == 1
    assert done.out == ""
    assert not anywhere.profile.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["scan", "--checkpoint", "entrance"],
        ["scan", "A", "--stdin", "--checkpoint", "entrance"],
        ["badge", "--out", "x.pdf"],
        ["badge", "A", "--all", "--out", "x.pdf"],
    ],
)
def test_codes_or_the_other_thing_but_not_both_nor_none(kiosk, words):
    done = kiosk(*words)

    assert done.code == 2
    assert "una de las dos cosas" in done.err


@pytest.mark.parametrize(
    ("language", "said"),
    [("es", "Falta CODE."), ("pt", "Falta CODE."), ("en", "CODE is missing.")],
)
def test_mistakes_are_told_in_the_users_language(anywhere, monkeypatch, language, said):
    monkeypatch.setenv("KIOSK_LANG", language)

    assert said in anywhere("explain").err


def test_the_option_outranks_the_environment(anywhere, monkeypatch):
    monkeypatch.setenv("KIOSK_LANG", "pt")

    assert "CODE is missing." in anywhere("--lang", "en", "explain").err


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", ("Uso: kiosk", "Opciones:", "Órdenes:", "Muestra esta ayuda.")),
        ("pt", ("Uso: kiosk", "Opções:", "Comandos:", "Mostra esta ajuda.")),
        ("en", ("Usage: kiosk", "Options:", "Commands:", "Show this help.")),
    ],
)
def test_the_help_speaks_the_users_language(anywhere, language, words):
    done = anywhere("--lang", language, "--help")

    assert done.code == 0
    assert all(word in done.out for word in words)
    assert done.err == ""


@pytest.mark.parametrize(
    "command",
    [
        ["open"], ["demo"], ["event"], ["event", "load"], ["event", "show"], ["import"],
        ["checkpoints"], ["scan"], ["explain"], ["search"], ["badge"], ["print"], ["printers"],
        ["jobs"], ["export"], ["journal"], ["journal", "verify"], ["doctor"], ["screenshots"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_every_command_has_help_and_touches_nothing(anywhere, command, language):
    done = anywhere("--lang", language, *command, "--help")

    assert done.code == 0
    assert f"kiosk {' '.join(command)}" in done.out
    assert "Show this message" not in done.out
    assert not anywhere.profile.exists()


def test_required_options_are_marked(anywhere):
    assert "[obligatorio]" in anywhere("badge", "--help").out
    assert "[required]" in anywhere("--lang", "en", "badge", "--help").out


@pytest.mark.parametrize(
    "words",
    [["event", "show"], ["checkpoints"], ["search", "ana"], ["doctor", "--rebuild"],
     ["scan", "A", "--checkpoint", "c"], ["journal", "verify"], ["jobs"], ["open"], []],
)  # fmt: skip
def test_without_an_event_it_says_what_to_do(anywhere, words):
    done = anywhere(*words)

    assert done.code == 1
    assert "kiosk event load" in done.err
    assert done.err.count("\n") == 1
    assert not anywhere.profile.exists()


def test_the_version_stands_alone(anywhere):
    done = anywhere("--version")

    assert done.code == 0
    assert done.out.split()[0] == "kiosk"
    assert done.out.count("\n") == 1

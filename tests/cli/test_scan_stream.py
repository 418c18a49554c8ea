"""`kiosk scan --stdin` as a real process: a line in, a line out, in order, nothing dropped."""

import json
import os
import subprocess

from hypothesis import given
from hypothesis import strategies as st

from kiosk.cli.scan_stream import LONGEST_LINE, _lines

JOSE, INES, WANG = "AAA111AAA", "BBB222BBB", "CCC333CCC"


def stream(kiosk, lines, *options):
    data = b"".join(
        line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines
    )
    done = kiosk.process("scan", "--stdin", "--json", *options, stdin=data)
    return done, [json.loads(line) for line in done.out.splitlines()]


def test_each_line_is_answered_in_its_order(kiosk):
    done, answers = stream(
        kiosk,
        [
            {"code": JOSE, "checkpoint": "entrance", "at": "2026-10-05T08:00"},
            {"code": "ZZZ999ZZZ", "checkpoint": "entrance"},
            {"code": WANG, "checkpoint": "lunch", "gate": "norte", "operator": "Rita"},
            {
                "code": JOSE,
                "checkpoint": "entrance",
                "direction": "exit",
                "at": "2026-10-05T12:00Z",
            },
        ],
    )

    assert done.code == 1
    assert [one["status"] for one in answers] == ["ok", "error", "ok", "ok"]
    assert [one["checkpoint"] for one in answers] == ["entrance", "entrance", "lunch", "entrance"]
    assert answers[3]["at"] == "2026-10-05T12:00:00.000Z"
    assert done.err == ""


def test_all_admitted_is_code_0(kiosk):
    done, answers = stream(kiosk, [{"code": JOSE}, {"code": WANG}], "--checkpoint", "entrance")

    assert done.code == 0
    assert len(answers) == 2


def test_no_line_at_all_is_no_answer_at_all(kiosk):
    done, answers = stream(kiosk, [], "--checkpoint", "entrance")

    assert (done.code, answers, done.err) == (0, [], "")


def test_rubbish_is_answered_and_stops_nothing(kiosk):
    rubbish = [
        b"\n",
        b"no json\n",
        b"[1, 2]\n",
        b'{"code": 7}\n',
        b'{"kode": "A"}\n',
        b'{"code": "AAA111AAA", "checkpoint": "cocina"}\n',
        b'{"code": "AAA111AAA", "at": "ayer"}\n',
        b"\xff\xfe\x00\n",
        b'{"code": "' + b"A" * (LONGEST_LINE + 10) + b'"}\n',
    ]
    done, answers = stream(kiosk, [*rubbish, {"code": JOSE}], "--checkpoint", "entrance")

    assert done.code == 1
    assert len(answers) == len(rubbish) + 1
    for number, answer in enumerate(answers[:-1], start=1):
        assert (answer["status"], answer["reason"], answer["line"]) == ("error", "error", number)
        assert all(answer["explanation"][language] for language in ("es", "pt", "en"))
    assert answers[-1]["status"] == "ok"


def test_strange_codes_are_refused_and_answered(kiosk):
    codes = [
        "",
        " ",
        "\u0000",
        "\ud800",
        "\U0001f600" * 50,
        "ñ" * 10_000,
        "%s {x} \\",
        "PRU.\u202eAB",
    ]
    done, answers = stream(kiosk, [{"code": code} for code in codes], "--checkpoint", "entrance")

    assert done.code == 1
    assert len(answers) == len(codes)
    assert {answer["status"] for answer in answers} == {"error"}
    assert done.err == ""


def test_a_thousand_lines_are_a_thousand_answers(kiosk):
    lines = [{"code": (JOSE, "ZZZ999ZZZ", INES, WANG)[n % 4], "gate": str(n)} for n in range(1000)]
    _, answers = stream(kiosk, lines, "--checkpoint", "entrance")

    assert len(answers) == 1000
    assert [one["status"] for one in answers] == ["ok", "error", "ok", "ok"] * 250
    entries = [one["entry_id"] for one in answers]
    assert len(set(entries)) == 1000
    assert entries == sorted(entries)
    assert kiosk("journal", "verify", "--json").json["ok"]


def test_an_answer_comes_before_the_next_line_is_asked_for(kiosk):
    command = kiosk.command("scan", "--stdin", "--json", "--checkpoint", "entrance")
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ}
    ) as running:
        for code, status in ((JOSE, "ok"), ("nada", "error"), (WANG, "ok")):
            running.stdin.write(json.dumps({"code": code}).encode() + b"\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["status"] == status
        running.stdin.close()
        assert running.wait(timeout=60) == 1


def test_without_json_the_answers_are_for_people(kiosk):
    data = json.dumps({"code": JOSE, "checkpoint": "entrance"}).encode() + b"\nrubbish"
    done = kiosk.process("scan", "--stdin", stdin=data, lang="en")

    first, second = done.out.splitlines()
    assert "José Núñez Peña" in first
    assert second.startswith("Line 2: ")


def test_two_processes_at_one_checkpoint_admit_once(kiosk):
    line = json.dumps({"code": JOSE}).encode() + b"\n"
    command = kiosk.command("scan", "--stdin", "--json", "--checkpoint", "lunch")
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ})
        for _ in range(2)
    ]
    for process in running:
        process.stdin.write(line * 20)
        process.stdin.flush()
    outs = [process.communicate(timeout=120)[0] for process in running]

    answers = [json.loads(text) for out in outs for text in out.splitlines()]
    assert len(answers) == 40
    assert [one["status"] for one in answers].count("ok") == 1
    assert {one["reason"] for one in answers} == {None, "already_redeemed"}
    assert sorted(process.returncode for process in running) == [1, 1]
    check = kiosk("journal", "verify", "--json").json
    assert check["ok"]
    assert kiosk("doctor", "--rebuild", "--json").json["checks"][-1]["state"] == "ok"


def test_a_reader_that_goes_away_is_no_traceback(kiosk):
    command = kiosk.command("scan", "--stdin", "--json", "--checkpoint", "entrance")
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        running.stdout.close()
        lines = (json.dumps({"code": JOSE}) + "\n").encode() * 50
        try:
            running.stdin.write(lines)
            running.stdin.close()
        except BrokenPipeError:
            running.stdin = None
        complaints = running.stderr.read()
        assert running.wait(timeout=60) == 141
    assert complaints == b""


class _Bytes:
    """A stream that gives its bytes as readline() does, and counts the most it was asked for."""

    def __init__(self, data):
        import io

        self.inner = io.BytesIO(data)

    def readline(self, size):
        assert size <= LONGEST_LINE
        return self.inner.readline(size)


@given(st.lists(st.binary(max_size=50).map(lambda b: b.replace(b"\n", b"").replace(b"\r", b""))))
def test_lines_are_taken_apart_whatever_their_end(lines):
    for end in (b"\n", b"\r\n"):
        data = end.join(lines)
        expected = lines if not lines or lines[-1] else lines[:-1]
        assert list(_lines(_Bytes(data))) == (expected if data else lines[:-1])


def test_a_long_line_is_one_line_and_the_next_is_whole():
    data = b"x" * (LONGEST_LINE * 2 + 5) + b"\nsecond\n" + b"y" * LONGEST_LINE

    assert list(_lines(_Bytes(data))) == [None, b"second", None]

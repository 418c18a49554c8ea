"""Real printers for tests: a private CUPS server and CUPS's own simulated IPP printers."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

from tests.patience import until
from tests.ports import free_port

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={folder}/bus</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/><allow user="*"/></policy></busconfig>
"""
AVAHI = """[server]
allow-interfaces=lo
use-ipv6=no
enable-dbus=yes
[wide-area]
enable-wide-area=no
[rlimits]
"""
CUPSD = """Listen 127.0.0.1:{port}
Browsing Off
DefaultAuthType None
LogLevel info
JobRetryInterval 2
<Location />
Order allow,deny
Allow from 127.0.0.1
</Location>
<Location /admin>
Order allow,deny
Allow from 127.0.0.1
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow from 127.0.0.1
</Limit>
</Policy>
"""
CUPS_FILES = """ServerRoot {folder}/etc
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
ErrorLog {folder}/log/error_log
AccessLog {folder}/log/access_log
PageLog {folder}/log/page_log
TempDir {folder}/temp
Sandboxing relaxed
SystemGroup root lpadmin
"""
ENGINE = """#!/bin/sh
# What the printer does with a document: stops with words while it has no paper, then prints it.
if [ -e '{jam}' ]; then
  echo 'STATE: +media-jam-error' >&2
  exit 1
fi
if [ -e '{fault}' ]; then
  words=$(cat '{fault}')
  echo "STATE: +$words" >&2
  while [ -e '{fault}' ]; do sleep 0.1; done
  echo "STATE: -$words" >&2
fi
if [ ! -e '{tray}' ]; then
  echo 'STATE: +media-empty-error,media-needed-error' >&2
  while [ ! -e '{tray}' ]; do sleep 0.1; done
  echo 'STATE: -media-empty-error,media-needed-error' >&2
fi
cp "$1" '{out}'
"""
SIZES = {"iso_a6_105x148mm": (10500, 14800), "oe_badge-4x3_4x3in": (10160, 7620)}


def _media(size: tuple[int, int]) -> str:
    margins = "".join(
        f"MEMBER integer media-{side}-margin 0\n" for side in ("bottom", "left", "right", "top")
    )
    measures = f"MEMBER integer x-dimension {size[0]}\nMEMBER integer y-dimension {size[1]}\n"
    return f"{{\nMEMBER collection media-size {{\n{measures}}}\n{margins}}}"


def printer_file(formats: str, loaded: str = "") -> str:
    """A badge printer's attributes, as ippeveprinter reads them; `loaded` is what lies in it."""
    sizes = [
        f"{{\nMEMBER integer x-dimension {x}\nMEMBER integer y-dimension {y}\n}}"
        for x, y in SIZES.values()
    ]
    margins = [
        f"ATTR integer media-{side}-margin-supported 0"
        for side in ("bottom", "left", "right", "top")
    ]
    ready = ()
    if loaded:
        ready = (
            f"ATTR collection media-col-ready {_media(SIZES[loaded])}",
            f"ATTR keyword media-ready {loaded}",
        )
    return (
        "\n".join(
            [
                *ready,
                f"ATTR mimeMediaType document-format-supported {formats}",
                f"ATTR mimeMediaType document-format-default {formats.split(',', maxsplit=1)[0]}",
                f"ATTR keyword media-supported {','.join(SIZES)}",
                f"ATTR keyword media-default {next(iter(SIZES))}",
                f"ATTR collection media-size-supported {','.join(sizes)}",
                f"ATTR collection media-col-default {_media(SIZES['iso_a6_105x148mm'])}",
                f"ATTR collection media-col-database {','.join(map(_media, SIZES.values()))}",
                *margins,
                "ATTR keyword print-scaling-supported none,auto",
                "ATTR keyword urf-supported V1.4,CP1,W8,SRGB24,RS300",
                "ATTR keyword pwg-raster-document-type-supported sgray_8,srgb_8",
                "ATTR resolution pwg-raster-document-resolution-supported 300dpi",
                "ATTR resolution printer-resolution-supported 300dpi",
                "ATTR resolution printer-resolution-default 300dpi",
            ]
        )
        + "\n"
    )


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Machine:
    """A folder with processes of its own; all of them, and only they, end with it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="kiosk-printers-"))
        self.folder.chmod(0o755)  # CUPS's filters run as user lp
        self.environment = {**os.environ, "LC_ALL": "C"}
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{Path(command[0]).name}-{len(self._running)}.log").open("wb")
        with log:
            process = subprocess.Popen(
                command,
                env=self.environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._running.append(process)
        return process

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)
        self._running.remove(process)

    def close(self) -> None:
        for process in reversed(self._running.copy()):
            self.stop(process)
        shutil.rmtree(self.folder)

    def log(self) -> str:
        found = [*self.folder.glob("*.log"), *self.folder.glob("cups/log/error_log")]
        return "\n".join(f"== {path.name}\n{path.read_text(errors='replace')}" for path in found)

    def announce(self) -> None:
        """A private D-Bus and Avahi: ippeveprinter refuses to start without them."""
        bus = self.folder / "bus.conf"
        bus.write_text(BUS.format(folder=self.folder))
        self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={self.folder}/bus"
        self.start("dbus-daemon", f"--config-file={bus}", "--nofork", "--nopidfile")
        until((self.folder / "bus").exists, what="D-Bus")
        conf = self.folder / "avahi.conf"
        conf.write_text(AVAHI)
        self.start(
            "/usr/sbin/avahi-daemon",
            "-f",
            str(conf),
            "--no-drop-root",
            "--no-rlimits",
            "--no-chroot",
        )


class Printer:
    """One ippeveprinter: takes PDFs, keeps what it printed, can lose its paper and its power."""

    def __init__(self, machine: Machine, name: str) -> None:
        self.machine = machine
        self.name = name
        self.announced = "off"  # on the network, or a subtype of DNS-SD as which it is
        self.port = free_port()
        self.folder = machine.folder / f"out-{name}"
        self.folder.mkdir()
        self.folder.chmod(0o777)
        self._process: subprocess.Popen[bytes] | None = None
        self._tray = machine.folder / f"paper-{name}"
        self._jam = machine.folder / f"jam-{name}"
        self._fault = machine.folder / f"fault-{name}"
        self._out = machine.folder / f"printed-{name}"
        self._out.mkdir()
        self._finish = machine.folder / f"finish-{name}"
        self._finish.write_text(
            ENGINE.format(tray=self._tray, jam=self._jam, fault=self._fault, out=self._out)
        )
        self._finish.chmod(0o755)
        self.refill()
        self._file = machine.folder / f"{name}.conf"
        self._file.write_text(printer_file("application/pdf,image/urf,image/pwg-raster"))
        self.on()

    @property
    def uri(self) -> str:
        return f"ipp://localhost:{self.port}/ipp/print"

    def on(self, *described: str) -> None:
        """Switch on: described by the file that was written last, or by options of its program."""
        described = described or ("-a", str(self._file))
        self._process = self.machine.start(
            "/usr/sbin/ippeveprinter", "-r", self.announced, "-n", "localhost", "-k",
            "-p", str(self.port), "-d", str(self.folder), *described,
            "-c", str(self._finish), "-vv", self.name,
        )  # fmt: skip
        until(lambda: answers(self.port), what=f"printer {self.name}\n{self.machine.log()}")

    def off(self) -> None:
        assert self._process is not None
        self.machine.stop(self._process)
        self._process = None

    def run_out_of_paper(self) -> None:
        self._tray.unlink()

    def refill(self) -> None:
        self._tray.touch()

    def jam(self) -> None:
        self._jam.touch()

    def stop_for(self, reason: str) -> None:
        """Stop with that word of IPP (RFC 8011, printer-state-reasons) until mended."""
        self._fault.write_text(reason)

    def mend(self) -> None:
        self._fault.unlink()

    def accept_only(self, formats: str) -> None:
        """Restart as a printer that takes other documents than before."""
        self._restart_as(printer_file(formats))

    def load(self, paper: str) -> None:
        """Restart with that paper in it."""
        self._restart_as(printer_file("application/pdf", paper))

    def _restart_as(self, file: str) -> None:
        self.off()
        self._file.write_text(file)
        self.on()

    def printed(self) -> list[Path]:
        """What came out, in the format in which it came; what was only received is not in it."""
        return sorted(self._out.iterdir())


class Cups:
    """A private CUPS server on a free port."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.port = free_port()
        root = machine.folder / "cups"
        for part in ("etc", "etc/ppd", "spool", "spool/tmp", "cache", "state", "log", "temp"):
            (root / part).mkdir(parents=True)
        for part in ("spool", "cache", "temp", "spool/tmp"):
            (root / part).chmod(0o777)
        (root / "cupsd.conf").write_text(CUPSD.format(port=self.port))
        (root / "cups-files.conf").write_text(CUPS_FILES.format(folder=root))
        machine.environment["CUPS_SERVER"] = self.server
        machine.start(
            "/usr/sbin/cupsd",
            "-f",
            "-c",
            str(root / "cupsd.conf"),
            "-s",
            str(root / "cups-files.conf"),
        )
        until(lambda: answers(self.port), what="CUPS")

    @property
    def server(self) -> str:
        return f"127.0.0.1:{self.port}"

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            check=False,
            env=self.machine.environment,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def add_queue(self, name: str, uri: str) -> None:
        made = self.run("lpadmin", "-p", name, "-E", "-v", uri, "-m", "everywhere")
        assert made.returncode == 0, made.stderr
        until(lambda: self.run("lpoptions", "-p", name, "-l").returncode == 0, what=f"queue {name}")

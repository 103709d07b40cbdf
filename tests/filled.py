"""A small file system of its own, which can be filled up or made read-only."""

import subprocess
from collections.abc import Callable
from pathlib import Path


def mounted(folder: Path, size: str) -> bool:
    """Mount one on a folder; False where that is not permitted."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def unmounted(folder: Path) -> None:
    """Take it away, though a file on it may still be open."""
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def read_only(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


def fill_up(folder: Path, leave: int = 0) -> Callable[[], None]:
    """Leave so many bytes on the file system; the answer makes room again."""
    filling = folder / "filling"
    with filling.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
        file.truncate(max(0, file.tell() - leave))
    return filling.unlink

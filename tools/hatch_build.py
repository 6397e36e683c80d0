"""What hatchling runs when it builds the wheel: the kernel goes in compiled, if it can be."""

from __future__ import annotations

import runpy
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import platform_tags

KERNEL = Path("mscgraph", "graph", "kernel_build.py")


class KernelHook(BuildHookInterface[BuilderConfig]):
    """Compiles the kernel into the wheel, which then is for this platform and every Python 3."""

    _made: TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add library and tag; an editable install and a machine without a compiler get none."""
        # of this very tree: the package may be installed from another one, or lack what it needs
        build = SimpleNamespace(**runpy.run_path(str(Path(self.root) / KERNEL)))
        compiler = build.find_compiler()
        if version == "editable" or compiler is None:
            return
        self._made = TemporaryDirectory()
        library = Path(self._made.name) / build.file_name()
        try:
            build.compile_kernel(compiler, library)
        except (OSError, subprocess.SubprocessError) as error:
            self.app.display_warning(f"the kernel cannot be compiled ({error}); the wheel is pure")
            return
        build_data["force_include"] |= {str(library): str(KERNEL.with_name(library.name))}
        build_data |= {"pure_python": False, "tag": f"py3-none-{platform()}"}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - the signature is hatchling's
        """Remove what was compiled."""
        if self._made is not None:
            self._made.cleanup()


def platform() -> str:
    """Name this platform; not as manylinux or musllinux, which promise what nobody has checked."""
    tags = platform_tags()
    return next(tag for tag in tags if not tag.startswith(("manylinux", "musllinux")))

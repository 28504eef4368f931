"""An environment of its own for the Python programs that benchmarks compare with."""
import os
import subprocess
import sys


def environment(folder, requirements, torch=None):
    """Makes FOLDER/venv once with the packages of the file REQUIREMENTS; `torch`: a site-packages folder whose PyTorch it shall use.
    Returns its python."""
    folder = os.path.join(folder, "venv")
    python = os.path.join(folder, "bin", "python")
    if os.path.exists(os.path.join(folder, "complete")):
        return python
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    if torch:
        packages = subprocess.run([python, "-c", "import site; print(site.getsitepackages()[0])"], check=True,
                                  capture_output=True, text=True).stdout.strip()
        with open(os.path.join(packages, "vignette-torch.pth"), "w") as file:
            file.write(torch + "\n")
    subprocess.run([python, "-m", "pip", "install", "-q", "-r", requirements], check=True)
    open(os.path.join(folder, "complete"), "w").close()
    return python

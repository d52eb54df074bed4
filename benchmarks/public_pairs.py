"""Successive versions of public agreements and policies, for comparing redlines on text that nobody wrote for docgen.

Their licences permit use; the texts are not kept here. Each comes from the history of a public Git repository.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

_SITE = "https://github.com"


@dataclass(frozen=True, slots=True)
class PublicPair:
    """Two versions of the file `path` of a public repository: as it was at the commits `old` and `new`."""

    name: str
    repository: str
    licence: str
    path: str
    old: str
    new: str


PAIRS = (
    PublicPair(
        "Sponsors additional terms, 2023 to 2026",
        "github/site-policy",
        "CC0 1.0",
        "Policies/github-terms/github-sponsors-additional-terms.md",
        "f3ab319c5e842f780d263f7108178780c35a9bc6",
        "cbac3e163b5d9a0a1d70253f2b502d027e33733b",
    ),
    PublicPair(
        "Marketplace developer agreement, 2022 to 2025",
        "github/site-policy",
        "CC0 1.0",
        "Policies/github-terms/github-marketplace-developer-agreement.md",
        "87906da47c95eda1a39ccc01f31ea2602d263dbe",
        "0ebf5df9cc2475855a47f37199735b918020ee8e",
    ),
    PublicPair(
        "Terms of service, 2022 to 2026",
        "github/site-policy",
        "CC0 1.0",
        "Policies/github-terms/github-terms-of-service.md",
        "87906da47c95eda1a39ccc01f31ea2602d263dbe",
        "12992597c5d9d8cfc006693c54b9609d9993bc99",
    ),
    PublicPair(
        "Corporate terms of service, 2022 to 2025",
        "github/site-policy",
        "CC0 1.0",
        "Policies/github-terms/github-corporate-terms-of-service.md",
        "87906da47c95eda1a39ccc01f31ea2602d263dbe",
        "65318a5f12cd1a809c7ca97fdd1b36aa1e77edce",
    ),
    PublicPair(
        "Terms of service, 2021 to 2023",
        "basecamp/policies",
        "CC BY 4.0",
        "terms/index.md",
        "1127fad741fbfaffe09ea7c33f7eb5bc1e78fbf1",
        "9ddba6f3ac40d3f2fb0826c994c8a10594181cae",
    ),
    PublicPair(
        "Privacy policy, 2021 to 2023",
        "basecamp/policies",
        "CC BY 4.0",
        "privacy/index.md",
        "b19db3c8b0b0e053583edf16ccc34d2702384c92",
        "d0a5e21aa5af9740da3428b8589acbdbfeb6fc43",
    ),
    PublicPair(
        "Terms of service, 2022 to 2023",
        "Automattic/legalmattic",
        "CC BY-SA 4.0",
        "Terms of Service/WordPress.com/EN-Terms-of-Service.md",
        "81de2499ec27c7d75d3dda2389d1467d68bf459b",
        "b9d4852f00a9db6c950bc9fbb27647ccf3699e89",
    ),
    PublicPair(
        "Privacy policy, 2022 to 2023",
        "Automattic/legalmattic",
        "CC BY-SA 4.0",
        "Privacy-Policy.md",
        "84e5b954c7c45b93bdb41d43d76313f88fbf6975",
        "a556cc7fea32a9c52d0eecfbbdf7b55334b3282d",
    ),
    PublicPair(
        "Subscription terms, 2023 to 2025",
        "mozilla/legal-docs",
        "CC BY-SA 3.0",
        "en/subscription_services_tos.md",
        "6f518bbf1c77d7669a04cf6475fdf5c54040d526",
        "07df9c0c6ad75ec3aa72f18b88773341d002b088",
    ),
    PublicPair(
        "Cloud service agreement, version 1 to 2.1",
        "CommonPaper/CSA",
        "CC BY 4.0",
        "CSA.md",
        "ad756874887da6af622a75b09601a6037cd9e5a8",
        "396425ad9934c58204abefe0d3171b118b0ef695",
    ),
)


def versions(pair: PublicPair, clones: Path) -> tuple[str, str] | None:
    """The two texts from the clone of the pair's repository in the folder `clones`; nothing without the clone."""
    clone = _place(pair, clones)
    if not clone.exists():
        return None
    old, new = (
        subprocess.run(["git", "-C", clone, "show", f"{commit}:{pair.path}"], check=True, capture_output=True).stdout for commit in (pair.old, pair.new)
    )
    return old.decode(), new.decode()


def clone(pair: PublicPair, clones: Path) -> None:
    """Clone the pair's repository into the folder, if it is not there, without the files: Git gets those that are read."""
    if not _place(pair, clones).exists():
        subprocess.run(cloning(pair, clones), check=True)


def cloning(pair: PublicPair, clones: Path) -> list[str]:
    """The command that clones the pair's repository."""
    return ["git", "clone", "--quiet", "--bare", "--filter=blob:none", f"{_SITE}/{pair.repository}", str(_place(pair, clones))]


def _place(pair: PublicPair, clones: Path) -> Path:
    return clones / f"{pair.repository.replace('/', '-')}.git"

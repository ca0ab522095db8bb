"""Sites that several tests read; each is built once, whatever the number of workers."""

from __future__ import annotations

import pytest

from tests.site.building import Build, Project, real_site
from tests.site.sample import sample_site


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The real site, built for the root of a host."""
    return real_site(tmp_path_factory)


@pytest.fixture(scope="session")
def real_below(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The real site, built for a sub-path of a host."""
    return real_site(tmp_path_factory, "https://example.org/repo/", "real-below")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The made-up site of :mod:`tests.site.sample`."""
    return sample_site(tmp_path_factory)


@pytest.fixture
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """An empty project."""
    return Project(tmp_path_factory.mktemp("project"))

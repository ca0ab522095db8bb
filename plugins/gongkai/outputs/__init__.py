"""The outputs of a site by name: each makes its files from the site's data.

Those in ``SUMMARIES`` make theirs from the files of the others.
"""

from __future__ import annotations

from gongkai.outputs import (
    agency_pages,
    assets,
    check_pages,
    checksums,
    compare_page,
    csv_files,
    data_page,
    feeds,
    form_pages,
    glossary,
    home,
    index_pages,
    indicator_pages,
    json_files,
    manifest,
    parquet_file,
    redirects,
    report_pages,
    rule_pages,
    search,
    xlsx_files,
    year_pages,
)
from gongkai.outputs.model import Output, Summary

OUTPUTS: dict[str, Output] = {
    "assets": assets.build,
    "home": home.build,
    "index_pages": index_pages.build,
    "agency_pages": agency_pages.build,
    "report_pages": report_pages.build,
    "redirects": redirects.build,
    "year_pages": year_pages.build,
    "form_pages": form_pages.build,
    "indicator_pages": indicator_pages.build,
    "compare_page": compare_page.build,
    "glossary": glossary.build,
    "check_pages": check_pages.build,
    "rule_pages": rule_pages.build,
    "data_page": data_page.build,
    "csv_files": csv_files.build,
    "xlsx_files": xlsx_files.build,
    "json_files": json_files.build,
    "parquet_file": parquet_file.build,
    "manifest": manifest.build,
    "feeds": feeds.build,
    "search": search.build,
}

SUMMARIES: dict[str, Summary] = {
    "checksums": checksums.build,
}

OUTPUT_NAMES = (*OUTPUTS, *SUMMARIES)

"""What programs read about the table of all cells: a Data Package, CSV on the Web, schema.org.

All three say the same of the same columns (``long_table.COLUMNS``). Nothing is said that the data
do not tell: no licence, no publisher. References: datapackage.org, version 1; W3C "Metadata
Vocabulary for Tabular Data"; schema.org ``Dataset``.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any, TypeAlias

from gongkai.outputs.downloads import DATA, corpus_file
from gongkai.outputs.feeds import absolute
from gongkai.outputs.long_table import COLUMNS, Column, ColumnKind
from gongkai.outputs.model import Site

PACKAGE = "data/datapackage.json"
CSVW = "data/gongkai.csv-metadata.json"
TITLE = "政府信息公开工作年度报告统计表"
ABOUT = "各行政机关政府信息公开工作年度报告的统计表，逐格一行，照原文。空格不是 0。"
KEYWORDS = ("政府信息公开", "年度报告", "统计")

Json: TypeAlias = dict[str, Any]

_KEY = ["report_id", "address"]
_FRICTIONLESS = {
    ColumnKind.TEXT: "string",
    ColumnKind.INTEGER: "integer",
    ColumnKind.NUMBER: "number",
    ColumnKind.DATE: "date",
}
_XSD = {
    ColumnKind.TEXT: "string",
    ColumnKind.INTEGER: "integer",
    ColumnKind.NUMBER: "decimal",
    ColumnKind.DATE: "date",
}


def package(data: bytes) -> str:
    """The Data Package of the CSV of all cells, with its size and checksum."""
    resource = {
        "name": "gongkai",
        "title": TITLE,
        "path": corpus_file("csv").rpartition("/")[2],
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "schema": {
            "fields": [_field(column) for column in COLUMNS],
            "missingValues": [""],
            "primaryKey": _KEY,
        },
    }
    return _text(
        {
            "profile": "tabular-data-package",
            "name": "gongkai",
            "title": TITLE,
            "description": ABOUT,
            "keywords": KEYWORDS,
            "resources": [resource],
        }
    )


def _field(column: Column) -> Json:
    shown: Json = {
        "name": column.name,
        "type": _FRICTIONLESS[column.kind],
        "title": column.title,
        "description": column.meaning,
    }
    return shown | ({"constraints": {"required": True}} if column.is_required else {})


def csv_on_the_web() -> str:
    """The metadata that stand beside the CSV of all cells."""
    return _text(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
            "url": corpus_file("csv").rpartition("/")[2],
            "dc:title": TITLE,
            "dc:description": ABOUT,
            "tableSchema": {
                "columns": [
                    {
                        "name": column.name,
                        "titles": column.name,
                        "dc:title": column.title,
                        "dc:description": column.meaning,
                        "datatype": _XSD[column.kind],
                        "required": column.is_required,
                    }
                    for column in COLUMNS
                ],
                "primaryKey": _KEY,
            },
        }
    )


def dataset(site: Site) -> str:
    """The table as a schema.org ``Dataset``: JSON that may stand inside a script element."""
    years = site.corpus.years
    told: Json = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": TITLE,
        "description": ABOUT,
        "inLanguage": "zh-Hans",
        "keywords": KEYWORDS,
        "isAccessibleForFree": True,
        "temporalCoverage": f"{years[0]}/{years[-1]}" if years else None,
        "dateModified": site.corpus.updated and site.corpus.updated.isoformat(),
        "url": absolute(site, DATA),
        "variableMeasured": [column.title for column in COLUMNS],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": kind,
                "contentUrl": absolute(site, corpus_file(extension)),
            }
            for extension, kind in (("csv", "text/csv"), ("jsonl", "application/jsonl"))
        ],
    }
    stated = {name: value for name, value in told.items() if value is not None}
    return _text(stated, indent=None).strip().replace("<", "\\u003c")


def _text(value: Json, indent: int | None = 2) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"

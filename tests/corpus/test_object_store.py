"""Articles that lie in an object store are read by their addresses, patterns and folders."""

import json
import os
from io import BytesIO
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from variorum.corpus.inputs import list_sources, read_source
from variorum.errors import InputError
from variorum.model import Article, Skipped

SERVER = os.environ.get("VARIORUM_TEST_S3", "")
FERRY = Path(__file__).parents[2] / "examples" / "ferry"
TEXT = "The ferry ran aground off Halden, the coast guard said. Nobody was hurt."
wanted = pytest.mark.skipif(
    not SERVER,
    reason="needs an S3 server (moto_server -p 5391): VARIORUM_TEST_S3=http://127.0.0.1:5391",
)


def put(key: str, data: bytes = b"") -> None:
    """Write an object, or make a bucket."""
    headers = {
        "Authorization": "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request",
        "Content-Type": "application/octet-stream",
    }
    request = Request(f"{SERVER}/{quote(key)}", data=data, method="PUT", headers=headers)  # noqa: S310
    urlopen(request, timeout=60).read()  # noqa: S310 - a server of our own


def read(pattern: str) -> tuple[list[Article], list[str]]:
    """Return the articles under a pattern, and the addresses that were skipped."""
    found = [one for source in list_sources([pattern]) for one, _ in read_source(source.path, {})]
    skipped = [one.path for one in found if isinstance(one, Skipped)]
    return [a for one in found if not isinstance(one, Skipped) for a in one.articles], skipped


@wanted
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the engine's own
def test_objects_are_read_by_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    """WARC, Parquet with folders that name columns, and lines under a name that must be quoted."""
    for name, value in (
        ("AWS_ENDPOINT_URL", SERVER), ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "a"), ("AWS_SECRET_ACCESS_KEY", "b"),
    ):  # fmt: skip
        monkeypatch.setenv(name, value)
    bucket = f"news-{uuid4().hex}"
    put(bucket)
    packed = BytesIO()
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    writer = WARCWriter(packed, gzip=True)
    page = BytesIO((FERRY / "02-halden-post.html").read_bytes())
    url = "https://halden.example/ferry"
    writer.write_record(writer.create_warc_record(url, "response", page, http_headers=http))
    put(f"{bucket}/crawl/day.warc.gz", packed.getvalue())
    for number in (1, 2):
        rows = BytesIO()
        pq.write_table(pa.table({"id": [f"p{number}"], "text": [TEXT]}), rows)
        put(f"{bucket}/tables/date=2026-11-0{number}/part.parquet", rows.getvalue())
    put(f"{bucket}/odd/a b+c.jsonl", json.dumps({"id": "q", "text": TEXT}).encode())
    put(f"{bucket}/odd/empty.jsonl")
    [article], skipped = read(f"s3://{bucket}/crawl/*.warc.gz")
    assert skipped == []
    assert article.outlet == "Halden Post"
    articles, _ = read(f"s3://{bucket}/tables/**/*.parquet")
    assert [one.published for one in articles] == ["2026-11-01", "2026-11-02"]
    articles, skipped = read(f"s3://{bucket}/odd/*")
    assert [one.id for one in articles] == ["q"]
    assert skipped == [f"s3://{bucket}/odd/empty.jsonl"]
    assert [one.id for one in read(f"s3://{bucket}/crawl")[0]] == [article.id]
    for nothing in (f"s3://{bucket}/none/*", "s3://nobody/*"):
        with pytest.raises(InputError, match="names no file"):
            list_sources([nothing])

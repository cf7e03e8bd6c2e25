"""Files in a bucket, over the network, from a server that speaks S3."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import boto3
import pytest
from django.test import Client
from moto.server import ThreadedMotoServer

from tests.conftest import make_person
from virtualcafe.accounts.models import Person
from virtualcafe.chat import actions
from virtualcafe.chat.files import letting_go, store
from virtualcafe.chat.files.upload import upload
from virtualcafe.chat.models import Attachment
from virtualcafe.lib import clock, environment
from virtualcafe.rooms.models import Room


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(server: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    address = f"s3://key:a%2Fsecret@{server}/cafe-files?region=eu-central-1&tls=no"
    monkeypatch.setenv("CAFE_FILES_S3", address)
    kept = environment.files("CAFE_FILES_S3", settings.CAFE_DATA)
    settings.STORAGES = {**settings.STORAGES, "default": kept}
    resource = boto3.resource(
        "s3",
        endpoint_url=f"http://{server}",
        aws_access_key_id="key",
        aws_secret_access_key="a/secret",
        region_name="eu-central-1",
    )
    bucket = resource.create_bucket(
        Bucket="cafe-files", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
    )
    yield bucket
    bucket.objects.all().delete()
    bucket.delete()


def shared(person: Person, room: Room, data: bytes, name: str = "notes.txt") -> Attachment:
    file = upload(person, room.stream_name, io.BytesIO(data), name=name, now=clock.now())
    from tests.chat.cast import post

    sent = post(person, room, "")._replace(attachments=(file.pk,))
    actions.post_message(sent, now=clock.now())
    return file


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def fetched(client: Client, file: Attachment, **headers: str) -> Any:
    answer = client.get(f"/files/{file.pk}/x", headers=headers)
    answer.whole = answer.getvalue()
    return answer


def test_a_file_goes_there_and_comes_back(bucket: Any, bob: Person, room: Room) -> None:
    file = shared(bob, room, b"0123456789")
    [lying] = bucket.objects.all()
    assert lying.get()["Body"].read() == b"0123456789"
    client = signed_in(bob)
    whole, part = fetched(client, file), fetched(client, file, Range="bytes=2-4")
    assert (whole.status_code, whole.whole) == (200, b"0123456789")
    assert (part.status_code, part.whole) == (206, b"234")
    assert fetched(signed_in(make_person("charlie")), file).status_code == 404


def test_it_goes_with_its_message(
    bucket: Any, bob: Person, room: Room, django_capture_on_commit_callbacks: Any
) -> None:
    file = shared(bob, room, b"x")
    file.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_message(bob, file.message_id or 0, now=clock.now())
    assert list(bucket.objects.all()) == []


def test_what_no_row_names_goes_after_a_day(bucket: Any, bob: Person, room: Room) -> None:
    shared(bob, room, b"x")
    bucket.put_object(Key="attachments/ab/lost", Body=b"half")
    bucket.put_object(Key="avatars/face", Body=b"not ours")
    now = clock.real_now()
    assert letting_go.sweep_files(now) == 0
    assert letting_go.sweep_files(now + timedelta(hours=25)) == 1
    assert len(list(bucket.objects.all())) == 2


def test_a_file_that_is_lost(bucket: Any, bob: Person, room: Room) -> None:
    file = shared(bob, room, b"x")
    bucket.objects.all().delete()
    assert fetched(signed_in(bob), file).status_code == 404
    with pytest.raises(FileNotFoundError):
        store.opened(file.file.name or "", start=0, length=1)


@pytest.mark.parametrize(
    "wrong",
    [
        "https://key:secret@host/bucket",
        "s3://host/bucket",
        "s3://key:secret@host",
        "s3://key:secret@host/a/b",
        "s3://key:secret@host/bucket?colour=red",
        "s3://key:secret@host/bucket?tls=maybe",
    ],
)
def test_an_address_that_makes_no_sense(
    wrong: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("CAFE_FILES_S3", wrong)
    with pytest.raises(environment.WrongSetting) as refusal:
        environment.files("CAFE_FILES_S3", tmp_path)
    assert "CAFE_FILES_S3 should be an address such as s3://" in str(refusal.value)
    assert "key:secret@host" not in str(refusal.value)

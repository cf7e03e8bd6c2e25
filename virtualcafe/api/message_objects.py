"""Messages as the document of the API describes them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from virtualcafe.api.accounts import UserSerializer
from virtualcafe.api.attachments import AttachmentSerializer


class ReplySerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    sender = UserSerializer()
    excerpt = serializers.CharField()


class ReactionSerializer(serializers.Serializer[Any]):
    emoji = serializers.CharField()
    count = serializers.IntegerField()
    users = UserSerializer(many=True, help_text="The first of them.")
    mine = serializers.BooleanField()


class MessageSerializer(serializers.Serializer[Any]):
    """**message** of the wire protocol."""

    id = serializers.IntegerField()
    stream = serializers.CharField()
    seq = serializers.IntegerField()
    sender = UserSerializer()
    cid = serializers.UUIDField()
    content = serializers.CharField(help_text="What was typed.")
    html = serializers.CharField(help_text="Rendered and sanitised by the server.")
    reply_to = ReplySerializer(allow_null=True)
    thread = serializers.IntegerField(
        allow_null=True, help_text="The message under which this one hangs."
    )
    thread_count = serializers.IntegerField()
    reactions = ReactionSerializer(many=True)
    attachments = AttachmentSerializer(many=True)
    created_at = serializers.CharField()
    edited_at = serializers.CharField(allow_null=True)
    deleted = serializers.BooleanField()
    pinned = serializers.BooleanField()

"""What the record of a stream tells about the hub's servers; asks nothing itself."""

from __future__ import annotations

from nats.js.api import PeerInfo, StreamInfo

from kiosk.hub.interface import Node, Survey

_SILENT_NS = 3_000_000_000
"""A server that has not been heard for so long counts as gone; others are heard each second.

Its own mark "offline" comes some ten seconds later, and one that this leader has never heard since
it leads has no mark at all, only the time 0.
"""


def survey_of(info: StreamInfo, asked: str) -> Survey | None:
    """The servers as their leader sees them; `asked` is the only one where there is no cluster.

    None where a cluster has no leader: one of its servers answers all the same, that nothing is
    held and nobody is there.
    """
    cluster = info.cluster
    leader = (cluster.leader if cluster else "") or asked
    peers = (cluster.replicas if cluster else None) or []
    if peers and cluster and not cluster.leader:
        return None
    nodes = [Node(leader, online=True, leads=True), *map(_node, peers)]
    nodes.sort(key=lambda node: node.name)
    state = info.state
    return Survey(tuple(nodes), state.messages, state.last_seq, state.bytes)


def _node(peer: PeerInfo) -> Node:
    heard = peer.active or 0
    online = not peer.offline and 0 < heard <= _SILENT_NS
    return Node(peer.name or "?", online, behind=peer.lag or 0)

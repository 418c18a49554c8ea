"""The roles that every event has unless event.toml says otherwise, as values; draws nothing."""

from __future__ import annotations

from kiosk.domain.event import RoleStyle


def _role(role_id: str, words: tuple[str, str, str], style: str, *, rank: int) -> RoleStyle:
    """`words` are es, pt, en; `style` is "colour pattern icon"."""
    color, pattern, icon = style.split()
    label = dict(zip(("es", "pt", "en"), words, strict=True))
    dark_text = color == "#FFC53D"
    return RoleStyle(role_id, label, color, pattern, icon, dark_text, rank)


STANDARD_ROLES: tuple[RoleStyle, ...] = (
    _role("attendee", ("Participante", "Participante", "Attendee"), "#0B3B5E plain user", rank=0),
    _role("newcomer", ("Nuevo", "Novo", "First-timer"), "#FFC53D chevrons star", rank=10),
    _role("member", ("Asociado", "Associado", "Member"), "#7A3E00 rails vote", rank=20),
    _role(
        "sponsor", ("Patrocinador", "Patrocinador", "Sponsor"), "#6A3FA0 checks building-2", rank=30
    ),
    _role("press", ("Prensa", "Imprensa", "Press"), "#B3246B crosshatch camera", rank=40),
    _role("speaker", ("Orador/a", "Palestrante", "Speaker"), "#0B5CAD diagonals mic", rank=50),
    _role("fellow", ("Becario/a", "Bolsista", "Fellow"), "#00705A dots graduation-cap", rank=60),
    _role("staff", ("Staff", "Equipe", "Staff"), "#4A4F57 bars id-card", rank=70),
    _role("board", ("Directorio", "Diretoria", "Board"), "#1A1A1A rails users", rank=80),
)
"""Yellow is the one band with dark letters; the pair of colour and pattern tells roles apart."""

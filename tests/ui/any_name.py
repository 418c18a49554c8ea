"""Any name that a badge may bear, for the screens that must show it whole."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

_LETTERS = st.text(
    alphabet=st.characters(whitelist_categories=("Lu", "Ll"), max_codepoint=0x17F),
    min_size=1,
    max_size=14,
)
WORDS = st.lists(_LETTERS, min_size=1, max_size=6).map(" ".join).filter(lambda s: len(s) <= 60)
CAREFUL = settings(
    max_examples=10,
    derandomize=True,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

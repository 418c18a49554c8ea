"""The codes of the people whom conftest puts into the stations of these tests."""

ANA = "DEMO-ANA-0001"
JOSE = "DEMO-JOSE-0002"
EVA = "DEMO-EVA-0003"
MAX = "DEMO-MAX-0004"
LI = "DEMO-LI-0005"

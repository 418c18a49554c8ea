"""Reads a line of PackBits, as PWG Raster and Apple Raster pack them; written for the tests only."""


def unpacked(data, place, across, unit):
    """One line from its PackBits, and where the next begins."""
    line = b""
    while len(line) < across:
        count = data[place]
        if count < 128:
            line += data[place + 1 : place + 1 + unit] * (count + 1)
            place += 1 + unit
        else:
            length = (257 - count) * unit
            line += data[place + 1 : place + 1 + length]
            place += 1 + length
    return line, place

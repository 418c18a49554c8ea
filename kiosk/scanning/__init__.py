"""From a device's keys or pictures to the text of one scan; decides nothing."""

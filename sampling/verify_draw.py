#!/usr/bin/env python3
"""Verifies a public draw SIPAS-DRAW/1 with nothing but Python's standard library.

usage: python3 verify_draw.py seed.txt frame.tsv plan.tsv sample.tsv
exit code: 0 the published sample is the one the draw gives, byte for byte
           1 it is not, or the files contradict each other
           2 a file cannot be read or does not have its form
"""
import hashlib
import hmac
import re
import sys

IDENTIFIER = re.compile(rb'[A-Za-z0-9._:-]{1,48}')
COUNT = re.compile(rb'0|[1-9][0-9]{0,14}')
SEED = re.compile(
    rb'SIPAS-DRAW/1\n'
    rb'draw=[!-~](?:[ -~]{0,126}[!-~])?\n'
    rb'frame=([0-9a-f]{64})\n'
    rb'plan=([0-9a-f]{64})\n'
    rb'dice=[0-9]{20,}\n'
    rb'beacon=(?:none|drand:[A-Za-z0-9._-]{1,64}:[0-9]{1,15}:[0-9a-f]{1,128})\n'
)


class Refused(Exception):
    """A file that does not have its form."""


class Contradiction(Exception):
    """Files that do not belong together."""


def as_published(content, name):
    """Without byte order mark, LF at the end of each line: a program that saves a file changes no draw."""
    text = content.removeprefix(b'\xef\xbb\xbf').replace(b'\r\n', b'\n').replace(b'\r', b'\n')
    text += b'' if text.endswith(b'\n') or not text else b'\n'
    if text != content:
        print(f'{name} was saved again: only its line ends or its first bytes differ', file=sys.stderr)
    return text


def lines_of(content, name):
    if not content.endswith(b'\n'):
        raise Refused(f'{name}: the last line does not end with LF')
    return content[:-1].split(b'\n')


def read_frame(content):
    units = []
    for at, line in enumerate(lines_of(content, 'frame'), 1):
        cells = line.split(b'\t')
        if len(cells) != 2 or not all(IDENTIFIER.fullmatch(cell) for cell in cells):
            raise Refused(f'frame line {at}: not "unit_id TAB stratum"')
        if units and not units[-1][0] < cells[0]:
            raise Refused(f'frame line {at}: not sorted by unit_id, or twice')
        units.append(cells)
    return units


def read_plan(content):
    rows = []
    for at, line in enumerate(lines_of(content, 'plan'), 1):
        stratum, *counts = line.split(b'\t')
        if len(counts) != 3 or not IDENTIFIER.fullmatch(stratum) or not all(map(COUNT.fullmatch, counts)):
            raise Refused(f'plan line {at}: not "stratum TAB N TAB n TAB reserves"')
        if rows and not rows[-1][0] < stratum:
            raise Refused(f'plan line {at}: not sorted, or twice')
        rows.append((stratum, *map(int, counts)))
    return rows


def draw(seed, frame, plan):
    """Key and lines of sample.tsv that the three files give."""
    found = SEED.fullmatch(seed)
    if found is None:
        raise Refused('seed: not the six lines of SIPAS-DRAW/1')
    for name, content, committed in (('frame', frame, found[1]), ('plan', plan, found[2])):
        if hashlib.sha256(content).hexdigest().encode() != committed:
            raise Contradiction(f'the {name} is not the one the seed commits to')
    key = hashlib.sha256(seed).digest()
    strata = {}
    for unit, stratum in read_frame(frame):
        ticket = hmac.new(key, b'ticket|' + unit, hashlib.sha256).hexdigest().encode()
        strata.setdefault(stratum, []).append((ticket, unit))
    expected = []
    for stratum, population, sample, reserves in read_plan(plan):
        units = sorted(strata.pop(stratum, []))
        if len(units) != population or sample > population:
            raise Contradiction(f'the plan does not fit the frame in {stratum.decode()}')
        for order, (ticket, unit) in enumerate(units[: sample + reserves], 1):
            role = b'sample' if order <= sample else b'reserve'
            expected.append(b'%b\t%d\t%b\t%b\t%b\n' % (stratum, order, role, unit, ticket))
    if strata:
        raise Contradiction('strata missing from the plan: ' + min(strata).decode())
    return key, expected


def main(paths):
    if len(paths) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        seed, frame, plan, sample = (as_published(open(path, 'rb').read(), path) for path in paths)
        key, expected = draw(seed, frame, plan)
    except Contradiction as reason:
        print('DIFFERENT', reason)
        return 1
    except (Refused, OSError) as reason:
        print('REFUSED', reason)
        return 2
    same = b''.join(expected) == sample
    apart = set(expected) ^ set(sample.splitlines(keepends=True))
    word = 'OK' if same else 'DIFFERENT'
    print(f'{word} {len(expected)} lines, key {key.hex()} mismatches {len(apart)}')
    return 0 if same else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))

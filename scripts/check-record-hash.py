"""Recomputes `integrity.recordHash` of every decision in an evidence file, with nothing of this project.

usage: curl -H "Authorization: Bearer $KEY" $URL/v1/requests/$ID/evidence | python3 scripts/check-record-hash.py

A record without its `integrity` group in canonical JSON (RFC 8785), SHA-256 in hex. Its names are ASCII and its values texts,
booleans, lists and null, never numbers: sorted names and no spaces are all of the canonical form that is needed.
"""

import hashlib
import json
import sys


def record_hash(decision):
    hashed = {name: value for name, value in decision.items() if name != "integrity"}
    text = json.dumps(hashed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def main():
    decisions = json.load(sys.stdin)["decisions"]
    wrong = [one["id"] for one in decisions if record_hash(one) != one["integrity"]["recordHash"]]
    for one in wrong:
        print(f"{one}: recordHash does not match", file=sys.stderr)
    print(f"{len(decisions) - len(wrong)} of {len(decisions)} match")
    return 1 if wrong or not decisions else 0


if __name__ == "__main__":
    sys.exit(main())

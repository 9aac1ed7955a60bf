import csv, json, sys
from decimal import Decimal, ROUND_HALF_UP

acts = [json.loads(line)["act"] for line in open("journal.jsonl", "rb")]
rules = acts[0]["setup"]["template"]["rules"]
for act in acts:
    rules = act.get("rules", {}).get("rules", rules)
two_from = rules.get("trim_two_from")
results = json.load(open("results.json", encoding="utf-8"))
scoring = results["session"]["phase"] in ("setup", "scoring")
states = ("submitted", "complete") if scoring else ("submitted",)

sheets = {}
for row in csv.DictReader(open("scores.csv", encoding="utf-8-sig", newline="")):
    if row["state"] in states:
        entry = sheets.setdefault((row["project"], row["applicant"]), {})
        entry.setdefault(row["judge"], []).append(Decimal(row["points"]))

def score(marks):
    if len(marks) < rules["min_sheets"]:
        return None
    high, low = rules["trim_high"], rules["trim_low"]
    if two_from and len(marks) >= two_from:
        high = low = 2
    if rules["reading"] == "totals":
        marks = [[sum(sheet)] for sheet in marks]
    kept = sum(sum(sorted(column)[low : len(column) - high]) for column in zip(*marks))
    return str((kept / (len(marks) - low - high)).quantize(Decimal("0.01"), ROUND_HALF_UP))

wrong = 0
for project in results["projects"]:
    for line in project["standings"]:
        counted = score(list(sheets.get((project["id"], line["applicant"]), {}).values()))
        same = counted == line["score"]
        wrong += not same
        print(project["id"], line["applicant"], counted, "" if same else "is not %s" % line["score"])
sys.exit("%d scores differ" % wrong if wrong else 0)

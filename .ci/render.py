"""The jinja2 side of `bench render`: python3 render.py TEMPLATE ARGUMENTS
Prints the CPU time of one rendering in nanoseconds, and on the lines after it what was rendered."""
import json
import sys
import time

import jinja2

with open(sys.argv[1], encoding="utf-8") as file:
    source = file.read()
with open(sys.argv[2], encoding="utf-8") as file:
    arguments = json.load(file)
template = jinja2.Environment(autoescape=True, keep_trailing_newline=True).from_string(source)
for _ in range(500):
    text = template.render(arguments)
count = 0
begin = end = time.process_time_ns()
while end - begin < 100_000_000:
    for _ in range(100):
        text = template.render(arguments)
    count += 100
    end = time.process_time_ns()
print((end - begin) // count)
print(text, end="")

import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer

import psycopg

db = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


def resumes():
    return [id for (id,) in db.execute("SELECT id FROM resumes ORDER BY id")]


def sections_of(id):
    return db.execute("SELECT * FROM sections WHERE resume_id = %s", [id])


def lazy():
    return sum(len(sections_of(id).fetchall()) for id in resumes())


def together():
    """Pipelined on one connection."""
    with db.pipeline():
        return sum(len(cursor.fetchall()) for cursor in [sections_of(id) for id in resumes()])


def eager():
    return len(db.execute("SELECT s.* FROM resumes r JOIN sections s ON s.resume_id = r.id").fetchall())


def batch():
    return len(db.execute("SELECT * FROM sections WHERE resume_id = ANY(%s)", [resumes()]).fetchall())


def many():
    with db.cursor() as cursor:
        cursor.executemany("UPDATE sections SET title = title WHERE id = %s", [(id,) for id in range(1, 11)])
    return 10


def copied():
    with db.cursor().copy("COPY sections TO STDOUT") as copy:
        return sum(1 for _ in copy.rows())


def transaction():
    with db.transaction():
        (id,) = db.execute("INSERT INTO sections (resume_id, title) VALUES (1, 'new') RETURNING id").fetchone()
        with db.transaction():
            db.execute("DELETE FROM sections WHERE id = %s", [id])
    return 1


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        answer = json.dumps(globals()[self.path[1:]]()).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Handler)
print(f"port {server.server_port}", flush=True)
server.serve_forever()

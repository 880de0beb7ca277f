import fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool();
const app = fastify();

app.get('/healthz', async () => 'ok');
app.get('/api/resumes', async () => {
  const { rows } = await pool.query('select id, headline from resumes order by id limit 20');
  return rows;
});
await app.listen({ port: process.env.PORT, host: '127.0.0.1' });

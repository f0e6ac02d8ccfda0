// A floor: Express that verifies nothing and keeps nothing. It answers 200 and sends one text.
import express from 'express';
import { makeFloorCall, messagesOf } from './floor-call.mjs';

const send = makeFloorCall(process.env.GRAPH_URL);

const app = express();
app.disable('x-powered-by');
app.get('/readyz', (_request, response) => {
  response.status(200).end();
});
app.post('/webhooks/whatsapp', express.json({ limit: '4mb' }), (request, response) => {
  response.status(200).end();
  void send(messagesOf(request.body));
});
const server = app.listen(Number(process.env.PORT), '127.0.0.1');
server.keepAliveTimeout = 65_000;

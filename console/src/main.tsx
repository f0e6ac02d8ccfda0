import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { styleNonce } from './shell/style-nonce.ts';
import { startTexts } from './shell/start-texts.ts';
import { App } from './shell/app.tsx';

// Libraries that write style elements ask here for the number that lets them (src/http/console-routes.ts).
setNonce(styleNonce);

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
await startTexts();
createRoot(root).render(<App />);

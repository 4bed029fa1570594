// One container of a function: imports the bundle once, then runs one invocation at a time.
// Plain JavaScript, so that a cold start doesn't wait for a TypeScript loader; types are in the comments.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/** @typedef {import('./messages.ts').WorkerSetup} WorkerSetup */
/** @typedef {import('./messages.ts').InvocationRequest} InvocationRequest */
/** @typedef {import('./messages.ts').InvocationReply} InvocationReply */
/** @typedef {(event: unknown, context: object) => unknown} Handler */

/** @type {WorkerSetup} */
const setup = workerData;
if (parentPort === null) throw new Error('This file runs as a worker thread');
const port = parentPort;

/** @type {Promise<Handler>} */
const loading = loadHandler();
// A failed import is told with the first invocation; until then nobody listens.
loading.catch(() => {});

port.on('message', (/** @type {InvocationRequest} */ request) => {
  void reply(request).then((answer) => port.postMessage(answer));
});

/** @param {InvocationRequest} request @returns {Promise<InvocationReply>} */
async function reply({ event, requestId, deadline }) {
  try {
    const handler = await loading;
    const result = await handler(event, contextOf(requestId, deadline));
    return { json: JSON.stringify(result) };
  } catch (error) {
    console.error(error);
    return { failure: failureOf(error) };
  }
}

/** @param {unknown} error */
function failureOf(error) {
  if (error instanceof Error) return { errorType: error.name, message: error.message };
  return { errorType: 'Error', message: String(error) };
}

async function loadHandler() {
  const separator = setup.handler.lastIndexOf('.');
  const [module, name] = [setup.handler.slice(0, separator), setup.handler.slice(separator + 1)];
  const files = ['.mjs', '.js', '.cjs'].map((extension) => join(setup.folder, module + extension));
  const file = files.find((each) => existsSync(each));
  if (file === undefined)
    throw runtimeError('Runtime.ImportModuleError', `no module ${module} in the bundle`);
  const exported = await import(pathToFileURL(file).href);
  const handler = exported[name] ?? exported.default?.[name];
  if (typeof handler !== 'function') {
    throw runtimeError('Runtime.HandlerNotFound', `${setup.handler} is not a function of the bundle`);
  }
  return handler;
}

/** @param {string} name @param {string} message */
function runtimeError(name, message) {
  return Object.assign(new Error(message), { name });
}

/** @param {string} requestId @param {number} deadline */
function contextOf(requestId, deadline) {
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: setup.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: setup.functionArn,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

# syntax=docker/dockerfile:1
# Exact, and raised like any dependency (docs/security/dependencies.md).
ARG NODE_VERSION=22.22.2

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/embedded-mongo/package.json packages/embedded-mongo/
RUN npm ci
COPY scripts/build.mjs scripts/build-console.mjs scripts/console-config.mjs scripts/page-modules.mjs scripts/doctor-words.mjs scripts/doctor-words-en.mjs scripts/doctor-words-tr.mjs scripts/
COPY src src
COPY machines machines
COPY locales locales
COPY simulator simulator
COPY upload upload
COPY console console
COPY tsconfig.json ./
COPY packages packages
COPY fixtures/demo fixtures/demo
RUN npm run build

FROM node:${NODE_VERSION}-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/embedded-mongo/package.json packages/embedded-mongo/
RUN npm ci --omit=dev && npm cache clean --force

FROM node:${NODE_VERSION}-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY packages/embedded-mongo/package.json packages/embedded-mongo/
COPY --from=build /app/packages/embedded-mongo/dist packages/embedded-mongo/dist
# The file system may be read-only; only the built-in database (no MONGODB_URI) writes, below /data.
RUN mkdir /data && chown node:node /data && chmod 700 /data
VOLUME /data
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--disable-proto=delete", "--enable-source-maps", "dist/src/main.js"]

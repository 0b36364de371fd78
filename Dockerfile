# One image for every process of the app (docker-compose.yml names the command of each).
# Node 24: long-term support until April 2028, past the end of a campaign begun on it.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM packages AS bundle
COPY tsconfig.json ./
COPY domain ./domain
COPY workflows ./workflows
COPY worker ./worker
RUN node --import tsx worker/build-bundle.ts

FROM ${NODE_IMAGE}
WORKDIR /app
ENV NODE_ENV=production \
    WORKFLOW_BUNDLE=/app/build/workflow-bundle.js
COPY --from=packages /app/node_modules ./node_modules
COPY --from=bundle /app/build ./build
COPY . .
USER node
EXPOSE 8080
CMD ["node", "--import", "tsx", "api/main.ts"]

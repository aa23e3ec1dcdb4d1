FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# nothing that is built here needs an install script
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY deploy/build.ts deploy/
COPY src src
COPY commands commands
RUN node deploy/build.ts

FROM node:24-slim
# what was compiled once need not be again while the container lives; one heap for all threads gives back what each would keep
ENV NODE_ENV=production NODE_COMPILE_CACHE=/tmp/compiled MALLOC_ARENA_MAX=1 DATA_DIR=/data HOST=0.0.0.0 PORT=8080
WORKDIR /app
# the default DATA_DIR of an .env file, ./data, is the volume as well
RUN install -d -o node -g node -m 700 /data && ln -s /data data
COPY --from=build /app/dist dist
# what draws pictures is made for one machine, and finds a font where that is installed; two more are in dist
COPY --from=build /app/node_modules/@resvg node_modules/@resvg
COPY --from=build /app/node_modules/dejavu-fonts-ttf node_modules/dejavu-fonts-ttf
USER node
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# an .env file may have switched the port off: then there is nobody to ask
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "const port = process.env.PORT; if (port) fetch(`http://127.0.0.1:${port}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# what is short-lived gets less room: a third less memory, and no slower
CMD ["node", "--enable-source-maps", "--max-semi-space-size=4", "dist/bot.mjs"]

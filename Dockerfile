# An image with nothing but artx, which runs as nobody in particular (65532):
#
#   docker build -t artx .
#   docker run --rm -i artx convert < post.html
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/work" artx convert posts/ -o clean/
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -pgo=bench/default.pgo -o /artx .

FROM gcr.io/distroless/static-debian12:nonroot
COPY LICENSE /usr/share/doc/artx/copyright
COPY --from=build /artx /usr/bin/artx
WORKDIR /work
ENTRYPOINT ["/usr/bin/artx"]
CMD ["help"]

# make run    build and open the reader          make test   everything that can be tested
# make bench  figures beside their floors        make format the house style
# make score  cleaning judged on a corpus        make train  its weights learnt anew
# make install PREFIX=/usr/local

PREFIX ?= /usr/local
ARGUMENTS ?=
SIZE ?= 100000

# The Debian packages that building and testing need.
PACKAGES := libncursesw5-dev libsqlite3-dev libgumbo-dev libuchardet-dev libunistring-dev libzstd-dev \
  libmd-dev libstemmer-dev libvterm-dev libarchive-dev libxml2-dev zlib1g-dev libbz2-dev \
  liblzma-dev libbrotli-dev cmark
MISSING = $(shell for package in $(PACKAGES); do \
  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || echo $$package; done)

RELEASE := swift build -c release --static-swift-stdlib
STRICT := --explicit-target-dependency-import-check error

# The pages that cleaning is learnt and judged on; nothing of them is part of this repository.
CORPUS ?= ../shared/corpus

.PHONY: run build test bench train score format format-check install packages clean

run: build
	@.build/release/kiosque $(ARGUMENTS)

build: packages
	$(RELEASE) --product kiosque

test: packages
	swift build --build-tests $(STRICT)
	swift test --skip-build

bench: packages
	$(RELEASE) --product kiosque
	$(RELEASE) --product kiosque-bench
	.build/release/kiosque-bench --size $(SIZE)

# Learns the weights of the line labels anew; the same corpus gives the same files.
train: packages
	$(RELEASE) --product kiosque-train
	@if [ ! -d $(CORPUS) ]; then echo "train: skipped, $(CORPUS) is not there (CORPUS=DIR names another)"; else \
	  Sources/Training/unpack $(CORPUS) .build/score && \
	  .build/release/kiosque-train --corpus $(CORPUS) --profiles Sources/Cleaning/Profiles \
	    --pages .build/score/html --pages-out Sources/Cleaning/Weights/pages.tsv && \
	  .build/release/kiosque-train --corpus $(CORPUS) --profiles Sources/Cleaning/Profiles \
	    --whole-pages .build/score/pages.wet --pages .build/score/html --dumps .build/score/dumps.jsonl \
	    --out Sources/Cleaning/Weights/lines.tsv; fi

# What cleaning reaches on the corpus, beside other tools: as it is, and by publishers it never saw.
score: packages
	@if [ ! -d $(CORPUS) ]; then echo "score: skipped, $(CORPUS) is not there (CORPUS=DIR names another)"; else \
	  $(RELEASE) --product kiosque && $(RELEASE) --product kiosque-train && \
	  CORPUS=$(CORPUS) Sources/Training/score; fi

format:
	swift format --in-place --recursive Package.swift Sources Tests

format-check:
	swift format lint --strict --recursive Package.swift Sources Tests

install: build
	install -D -m 755 .build/release/kiosque $(DESTDIR)$(PREFIX)/bin/kiosque
	mkdir -p $(DESTDIR)$(PREFIX)/share/kiosque
	cp -R .build/release/kiosque_Kiosque.resources/* $(DESTDIR)$(PREFIX)/share/kiosque/

packages:
	@missing="$(MISSING)"; if [ -n "$$missing" ]; then \
	  sudo=; [ "$$(id -u)" -eq 0 ] || sudo=sudo; \
	  echo "Installing Debian packages: $$missing"; \
	  $$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; \
	fi

clean:
	rm -rf .build

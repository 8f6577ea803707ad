# make run    build and open the reader          make test   everything that can be tested
# make bench  figures beside their floors        make format the house style
# make score  cleaning judged on a corpus        make train  its weights learnt anew
# make fuzz   parsers under libFuzzer            make torture   kills, power cuts, failing calls, full disks
# make sanitize   tests under sanitizers         make coverage  what the tests reach
# make install PREFIX=/usr/local                      make manual what the manual takes from the code
# make deb    a Debian package in .build/        make tarball for other distributions
# make deb-check, make tarball-check                  both tried in a Debian 12 of their own

PREFIX ?= /usr/local
ARGUMENTS ?=
SIZE ?= 100000

# The Debian packages that building and testing need, and the dictionaries by which words are hyphenated.
PACKAGES := libncursesw5-dev libsqlite3-dev libgumbo-dev libuchardet-dev libunistring-dev libzstd-dev \
  libmd-dev libstemmer-dev libvterm-dev libarchive-dev libxml2-dev zlib1g-dev libbz2-dev \
  liblzma-dev libbrotli-dev cmark groff-base man-db \
  hyphen-fr hyphen-en-us hyphen-de hyphen-es hyphen-it hyphen-pt-pt hyphen-nl
MISSING = $(shell for package in $(PACKAGES); do \
  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || echo $$package; done)

# A build tells nothing of where it was made, and nothing that is not called is linked: each function is a
# section of its own, and none is exported. The path is that of the tarball's libraries.
RELEASE := swift build -c release --static-swift-stdlib --disable-local-rpath \
  -Xswiftc -file-prefix-map -Xswiftc $(CURDIR)=/kiosque -Xcc -ffile-prefix-map=$(CURDIR)=/kiosque \
  -Xswiftc -Xfrontend -Xswiftc -function-sections -Xcc -ffunction-sections -Xswiftc -use-ld=lld \
  -Xlinker --no-export-dynamic -Xlinker -z -Xlinker pack-relative-relocs \
  -Xlinker --disable-new-dtags -Xlinker -rpath -Xlinker '$$ORIGIN/../lib/kiosque'
STRICT := --explicit-target-dependency-import-check error

# The pages that cleaning is learnt and judged on; nothing of them is part of this repository.
CORPUS ?= ../shared/corpus

# How long each parser is fuzzed, and which; all of them where none is named.
SECONDS ?= 60
TRIALS ?=

.PHONY: run build test fuzz torture sanitize coverage bench train score format format-check install put \
  uninstall manual deb deb-check tarball tarball-check packages clean

run: build
	@.build/release/kiosque $(ARGUMENTS)

build: packages
	$(RELEASE) --product kiosque

test: packages
	swift build --build-tests $(STRICT)
	swift test --skip-build

# Finds end in .build-fuzz/finds; what was learnt stays in .build-fuzz/corpus.
fuzz: packages
	Tests/Fuzzing/fuzz.sh $(SECONDS) $(TRIALS)

# The long form of what `make test` tries in a few rounds, on the program as it is shipped.
torture: packages
	$(RELEASE) --product kiosque
	swift build --build-tests $(STRICT)
	KIOSQUE_TORTURE=long KIOSQUE_BINARY=$(CURDIR)/.build/release/kiosque swift test --skip-build \
	  --filter 'DurabilityTests|DamageTests|HardTerminalTests|everyTerminalOfTerminfo'

# ThreadSanitizer does not see the futex under the standard library's Mutex: Locking has another for it.
# Swift's own backtracer and the sanitizers' leak detection do not go together with libxml2's globals.
SANITIZERS := ASAN_OPTIONS=detect_leaks=0 TSAN_OPTIONS=halt_on_error=0 SWIFT_BACKTRACE=enable=no
sanitize: packages
	$(SANITIZERS) swift test --sanitize address --scratch-path .build-address
	$(SANITIZERS) swift test --sanitize thread -Xswiftc -DTHREAD_SANITIZER --scratch-path .build-thread

coverage: packages
	swift build --build-tests --enable-code-coverage --scratch-path .build-coverage
	swift test --skip-build --enable-code-coverage --scratch-path .build-coverage
	.github/coverage.py .build-coverage/debug

bench: packages
	$(RELEASE) --product kiosque
	$(RELEASE) --product kiosque-bench
	.build/release/kiosque-bench --size $(SIZE)

# Learns the weights of the line labels anew; the same corpus gives the same files.
train: packages
	$(RELEASE) --product kiosque-train
	@if [ ! -d $(CORPUS) ]; then echo "train: skipped, $(CORPUS) is not there (CORPUS=DIR names another)"; else \
	  Sources/Training/unpack.sh $(CORPUS) .build/score && \
	  .build/release/kiosque-train --corpus $(CORPUS) --profiles Sources/Cleaning/Profiles \
	    --pages .build/score/html --pages-out Sources/Cleaning/Weights/pages.tsv && \
	  .build/release/kiosque-train --corpus $(CORPUS) --profiles Sources/Cleaning/Profiles \
	    --whole-pages .build/score/pages.wet --pages .build/score/html --dumps .build/score/dumps.jsonl \
	    --out Sources/Cleaning/Weights/lines.tsv; fi

# What cleaning reaches on the corpus, beside other tools: as it is, and by publishers it never saw.
score: packages
	@if [ ! -d $(CORPUS) ]; then echo "score: skipped, $(CORPUS) is not there (CORPUS=DIR names another)"; else \
	  $(RELEASE) --product kiosque && $(RELEASE) --product kiosque-train && \
	  CORPUS=$(CORPUS) Sources/Training/score.sh; fi

format:
	swift format --in-place --recursive Package.swift Sources Tests

format-check:
	swift format lint --strict --recursive Package.swift Sources Tests

# Man pages and completions go where Debian's man and shells look for them.
SHARE = $(DESTDIR)$(PREFIX)/share
PAGES := $(wildcard Sources/Kiosque/Manual/*.[1-8])
COMPLETIONS = bash-completion/completions/kiosque zsh/site-functions/_kiosque \
  fish/vendor_completions.d/kiosque.fish

install: build
	@$(MAKE) --no-print-directory put

# What is built, put in its place; the packages begin with it.
put:
	install -D -m 755 .build/release/kiosque $(DESTDIR)$(PREFIX)/bin/kiosque
	mkdir -p $(SHARE)/kiosque
	cp -R .build/release/kiosque_Kiosque.resources/* $(SHARE)/kiosque/
	for page in $(PAGES); do \
	  install -D -m 644 $$page $(SHARE)/man/man$${page##*.}/$$(basename $$page); done
	mkdir -p $(addprefix $(SHARE)/,$(dir $(COMPLETIONS)))
	.build/release/kiosque --generate-completion-script bash > $(SHARE)/$(word 1,$(COMPLETIONS))
	.build/release/kiosque --generate-completion-script zsh > $(SHARE)/$(word 2,$(COMPLETIONS))
	.build/release/kiosque --generate-completion-script fish > $(SHARE)/$(word 3,$(COMPLETIONS))

# What install put there; archives and settings stay.
uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/kiosque
	rm -rf $(SHARE)/kiosque
	for page in $(PAGES); do rm -f $(SHARE)/man/man$${page##*.}/$$(basename $$page); done
	for file in $(COMPLETIONS); do rm -f $(SHARE)/$$file; done

VERSION := $(shell sed -n 's/.*static let number = "\(.*\)"/\1/p' Sources/Kiosque/Version.swift)
DEB = .build/kiosque_$(VERSION)_$(shell dpkg --print-architecture).deb
TARBALL = .build/kiosque-$(VERSION)-linux-$(shell uname -m).tar.gz

deb deb-check: PACKAGES += dpkg-dev lintian
deb: build
	Sources/Packaging/deb.sh .build/packaging $(DEB)
	lintian --fail-on error,warning $(DEB)

tarball: build
	Sources/Packaging/tarball.sh .build/packaging $(TARBALL)

# README's tour is walked with the installed program, by the tests.
deb-check tarball-check: PACKAGES += debootstrap
deb-check: deb
	swift build --build-tests
	Sources/Packaging/trial.sh .build/trial $(DEB)

tarball-check: tarball
	swift build --build-tests
	Sources/Packaging/trial.sh .build/trial $(TARBALL)

# What README and the manual take from the code, made anew.
manual: packages
	swift build --build-tests
	REWRITE_MANUAL=1 swift test --skip-build --filter 'ManualTests|ReadmeTests'

packages:
	@missing="$(MISSING)"; if [ -n "$$missing" ]; then \
	  sudo=; [ "$$(id -u)" -eq 0 ] || sudo=sudo; \
	  echo "Installing Debian packages: $$missing"; \
	  $$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; \
	fi

clean:
	rm -rf .build .build-fuzz .build-address .build-thread .build-coverage

// Command hindsight serves the Hindsight page.
//
// It is a file server and little more: the event store runs in the browser's tab, and no event
// reaches this program. All it serves was compiled into it, so it reads no files when it runs.
// With -demo it runs the store here for once, and prints what it answers; with -verify it checks a log file
// that was saved from the page.
package main

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/signal"
	"path"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	"hindsight/core/logfile"
	"hindsight/core/shop"
	"hindsight/core/workspace"
)

// built holds what the page's build made. A .gitkeep is always there, so that this compiles before
// the first build.
//
//go:embed all:web/dist
var built embed.FS

const (
	defaultAddress = "127.0.0.1:8080"

	// contentPolicy lets the page load its own files and run WebAssembly, and nothing else.
	// index.html repeats it, but for frame-ancestors, for hosts that send no headers.
	contentPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; " +
		"frame-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; " +
		"form-action 'none'; frame-ancestors 'none'"

	// sandboxPolicy comes beside what the sandbox says of itself, the page in which own projections run: it has an origin
	// that nobody else has, and only our page shows it.
	sandboxPolicy = "; sandbox allow-scripts; frame-ancestors 'self'"

	// permissionsPolicy turns off what the page never uses.
	permissionsPolicy = "accelerometer=(), autoplay=(), camera=(), display-capture=(), " +
		"encrypted-media=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), " +
		"midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), " +
		"xr-spatial-tracking=()"

	notBuilt = "The page has not been built: run make build, then start the server again."

	// stopGrace is how long answers under way may take once the server is told to stop.
	stopGrace = 5 * time.Second
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is the whole command: it answers with the exit code, 0 after a stop that was asked for.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("hindsight", flag.ContinueOnError)
	flags.SetOutput(stderr)
	address := flags.String("addr", addressFromEnvironment(), "host:port to listen on")
	demo := flags.Bool("demo", false, "print the demonstration as JSON and stop")
	verify := flags.String("verify", "", "check every byte of a log `file`, print its head and stop")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	var err error
	switch {
	case flags.NArg() > 0:
		err = fmt.Errorf("want no arguments, got %q", flags.Args())
	case *demo:
		err = workspace.WriteDemo(stdout, shop.Domain{})
	case *verify != "":
		err = verifyLog(*verify, stdout)
	default:
		err = serve(ctx, *address, stdout, stderr)
	}
	if err != nil {
		fmt.Fprintln(stderr, "hindsight:", err)
		return 1
	}
	return 0
}

// verifyLog checks a log file, and prints what it holds where every byte is what was written.
func verifyLog(path string, stdout io.Writer) error {
	file, err := logfile.ReadOSFile(path)
	if err != nil {
		return err
	}
	defer file.Close()
	state, err := logfile.Verify(file)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	_, err = fmt.Fprintf(stdout, "%d events in %d blocks, %d bytes, every one as it was written; head %s\n",
		state.Events, state.Blocks, state.Bytes, state.Head)
	return err
}

func addressFromEnvironment() string {
	if address := os.Getenv("ADDR"); address != "" {
		return address
	}
	return defaultAddress
}

// serve listens on address until ctx ends, then lets answers under way finish.
func serve(ctx context.Context, address string, stdout, stderr io.Writer) error {
	files, err := fs.Sub(built, "web/dist")
	if err != nil {
		return err
	}
	page, err := newSite(files)
	if err != nil {
		return err
	}
	listener, err := listen(ctx, address)
	if err != nil {
		return err
	}
	var handler http.Handler = page
	if isLoopback(listener.Addr()) {
		handler = onlyLoopbackNames(handler)
	} else {
		fmt.Fprintf(stderr, "hindsight: %s can be reached from the network\n", listener.Addr())
	}
	server := newServer(withSecurityHeaders(handler), stderr)
	fmt.Fprintf(stdout, "Hindsight is at http://%s\n", listener.Addr())
	return serveUntilDone(ctx, server, listener)
}

// listen explains what people get wrong: an address that is none, and one that is taken.
func listen(ctx context.Context, address string) (net.Listener, error) {
	if _, _, err := net.SplitHostPort(address); err != nil {
		return nil, fmt.Errorf("address %q: want host:port, as in %s", address, defaultAddress)
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("address %s is in use: choose another with ADDR=host:port", address)
	}
	if err != nil {
		return nil, fmt.Errorf("address %q: %w", address, err)
	}
	return listener, nil
}

// newServer bounds every wait, so that a client that stalls holds nothing for long.
func newServer(handler http.Handler, stderr io.Writer) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      2 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          log.New(stderr, "hindsight: ", 0),
	}
}

func serveUntilDone(ctx context.Context, server *http.Server, listener net.Listener) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopGrace)
	defer cancel()
	if err := server.Shutdown(grace); err != nil {
		return server.Close() // A client that takes longer is cut off: the stop was asked for.
	}
	return nil
}

func isLoopback(address net.Addr) bool {
	tcp, ok := address.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// onlyLoopbackNames refuses requests for any other name than this machine's own. Otherwise a foreign
// page whose name is made to lead here (DNS rebinding) would count as our origin.
func onlyLoopbackNames(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isLoopbackName(r.Host) {
			message := fmt.Sprintf("This server answers for localhost, not for %q.", r.Host)
			http.Error(w, message, http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func isLoopbackName(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.Trim(hostport, "[]")
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	address, err := netip.ParseAddr(host)
	return err == nil && address.IsLoopback()
}

// withSecurityHeaders sets them on every answer, errors among them.
func withSecurityHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Content-Security-Policy", contentPolicy)
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Cross-Origin-Resource-Policy", "same-origin")
		header.Set("Permissions-Policy", permissionsPolicy)
		next.ServeHTTP(w, r)
	})
}

// site answers with files by their exact names: nothing is looked up on a disk, so there is no path
// to walk out of and no directory to list.
//
// It exists because the packages that serve precompressed files choose by the mere mention of an
// encoding: "br;q=0", which refuses brotli, gets brotli from them.
type site map[string]asset

// asset is a file in every encoding it can be sent in, best first, the plain one last.
type asset struct {
	contentType  string
	cacheControl string
	policy       string // its own Content-Security-Policy; "" for contentPolicy
	variants     []variant
}

// variant is a file in one encoding.
type variant struct {
	encoding string // As in Content-Encoding; "identity" is the file itself.
	etag     string
	content  string
}

// encodings are those the build makes, by what they add to a name; the smaller comes first.
var encodings = []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}, {"identity", ""}}

// contentTypes are spelled out, because the system's own table may be missing, or wrong.
var contentTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".html":  "text/html; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".map":   "application/json",
	".svg":   "image/svg+xml",
	".wasm":  "application/wasm",
	".woff2": "font/woff2",
}

// hashedName matches names that change with their content, as the build makes them.
var hashedName = regexp.MustCompile(`-[0-9A-Z]{8}\.[a-z0-9.]+$`)

// newSite takes all that may be served from files into memory: not dotfiles, and compressed files
// only as variants of what they were made of.
func newSite(files fs.FS) (site, error) {
	found := site{}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || isHidden(name) || isVariant(name) {
			return err
		}
		found["/"+name], err = newAsset(files, name)
		return err
	})
	return found, err
}

func isHidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.Contains(name, "/.")
}

func isVariant(name string) bool {
	return strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz")
}

func newAsset(files fs.FS, name string) (asset, error) {
	made := asset{contentType: contentTypes[path.Ext(name)], cacheControl: "no-cache"}
	if made.contentType == "" {
		made.contentType = "application/octet-stream"
	}
	if hashedName.MatchString(name) {
		made.cacheControl = "public, max-age=31536000, immutable"
	}
	for _, encoding := range encodings {
		content, err := fs.ReadFile(files, name+encoding.suffix)
		if errors.Is(err, fs.ErrNotExist) && encoding.suffix != "" {
			continue
		}
		if err != nil {
			return asset{}, err
		}
		made.variants = append(made.variants, newVariant(encoding.name, content))
		if said := ownPolicy.FindSubmatch(content); isSandbox(name) && said != nil {
			made.policy = string(said[1]) + sandboxPolicy
		}
	}
	return made, nil
}

// ownPolicy finds the policy that a page says of itself.
var ownPolicy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">`)

// isSandbox tells whether a file is the page in which own projections run.
func isSandbox(name string) bool {
	return strings.HasPrefix(name, "sandbox-") && path.Ext(name) == ".html"
}

func newVariant(encoding string, content []byte) variant {
	hash := sha256.Sum256(content)
	etag := `"` + base64.RawURLEncoding.EncodeToString(hash[:12]) + `"`
	return variant{encoding: encoding, etag: etag, content: string(content)}
}

// ServeHTTP answers GET and HEAD for the files that there are.
func (s site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "Only GET and HEAD are answered here.", http.StatusMethodNotAllowed)
		return
	}
	name := r.URL.Path
	if name == "/" {
		name = "/index.html"
	}
	found, ok := s[name]
	switch {
	case ok:
		found.serve(w, r)
	case len(s) == 0:
		http.Error(w, notBuilt, http.StatusServiceUnavailable)
	default:
		http.Error(w, "There is no such file here.", http.StatusNotFound)
	}
}

func (a asset) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Vary", "Accept-Encoding")
	chosen, ok := a.choose(r.Header.Values("Accept-Encoding"))
	if !ok {
		http.Error(w, "Want br, gzip or identity accepted.", http.StatusNotAcceptable)
		return
	}
	if a.policy != "" {
		w.Header().Set("Content-Security-Policy", a.policy)
	}
	w.Header().Set("Content-Type", a.contentType)
	w.Header().Set("Cache-Control", a.cacheControl)
	w.Header().Set("ETag", chosen.etag)
	if chosen.encoding != "identity" {
		w.Header().Set("Content-Encoding", chosen.encoding)
	}
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(chosen.content))
}

// choose picks the variant that the client likes best, and of equals the smaller one.
func (a asset) choose(accepted []string) (variant, bool) {
	weights := encodingWeights(strings.Join(accepted, ","))
	best, bestWeight := variant{}, 0.0
	for _, candidate := range a.variants {
		if weight := weightOf(candidate.encoding, weights); weight > bestWeight {
			best, bestWeight = candidate, weight
		}
	}
	return best, bestWeight > 0
}

// encodingWeights reads an Accept-Encoding header: "gzip, br;q=0.5" weighs gzip 1 and br 0.5. A
// weight that can't be read is 0, which refuses: then the client gets something else.
func encodingWeights(header string) map[string]float64 {
	weights := map[string]float64{}
	for element := range strings.SplitSeq(header, ",") {
		name, parameter, _ := strings.Cut(element, ";")
		weight := 1.0
		if key, value, ok := strings.Cut(parameter, "="); ok && strings.EqualFold(strings.TrimSpace(key), "q") {
			weight, _ = strconv.ParseFloat(strings.TrimSpace(value), 64)
		}
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" {
			weights[name] = weight
		}
	}
	return weights
}

// weightOf follows RFC 9110, 12.5.3: what is not named is as good as "*", and the plain file is
// welcome, after all that was named, unless it is refused.
func weightOf(encoding string, weights map[string]float64) float64 {
	if weight, named := weights[encoding]; named {
		return weight
	}
	if weight, named := weights["*"]; named {
		return weight
	}
	if encoding == "identity" {
		return 1e-6
	}
	return 0
}

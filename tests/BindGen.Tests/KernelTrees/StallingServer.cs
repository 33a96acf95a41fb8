using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace BindGen.Tests.KernelTrees;

/// <summary>Serves the files of a directory. Of one of them it sends only the beginning when it is first asked for, and then nothing,
/// as a network does that hangs.</summary>
internal sealed partial class StallingServer : IDisposable
{
    private const string Modified = "Sat, 03 Feb 2001 04:05:06 GMT";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _directory;
    private readonly string _stalls;
    private readonly int _after;
    private readonly CancellationTokenSource _stop = new();

    /// <param name="stalls">What the name of the file contains.</param>
    /// <param name="after">How many bytes it sends.</param>
    public StallingServer(string directory, string stalls, int after)
    {
        (_directory, _stalls, _after) = (directory, stalls, after);
        _listener.Start();
        _ = Accept();
    }

    public string Address => $"http://{_listener.LocalEndpoint}/";

    /// <summary>Set when it has stalled.</summary>
    public ManualResetEventSlim Stalled { get; } = new();

    /// <summary>From which byte on it was then asked for; null for all, or not yet.</summary>
    public long? ResumedAt { get; private set; }

    /// <summary>What it was asked, line by line.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
    }

    private async Task Accept()
    {
        while (!_stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = Serve(client);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            while (await Request(reader) is { Count: > 0 } request)
                await Answer(stream, Uri.UnescapeDataString(request[0].Split(' ')[1]), request);
        }
    }

    private async Task<List<string>> Request(StreamReader reader)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            Requests.Enqueue(line);
            lines.Add(line);
        }
        return lines;
    }

    private async Task Answer(NetworkStream stream, string path, List<string> request)
    {
        var file = Path.Combine(_directory, path.TrimStart('/', '.'));
        if (!File.Exists(file))
        {
            await Send(stream, "404 Not Found", []);
            return;
        }
        var bytes = await File.ReadAllBytesAsync(file);
        // Only a client that knows which file it has the beginning of gets the rest of it.
        var range = request.Select(line => Range().Match(line)).FirstOrDefault(match => match.Success);
        var from = range is not null && request.Contains($"If-Range: {Modified}") ? int.Parse(range.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;
        if (!path.Contains(_stalls, StringComparison.Ordinal) || Stalled.IsSet)
        {
            ResumedAt = path.Contains(_stalls, StringComparison.Ordinal) ? from : ResumedAt;
            await Send(stream, from > 0 ? "206 Partial Content" : "200 OK", bytes[from..], from > 0 ? $"Content-Range: bytes {from}-{bytes.Length - 1}/{bytes.Length}\r\n" : "");
            return;
        }
        await Send(stream, "200 OK", bytes, length: _after);
        Stalled.Set();
        await Task.Delay(Timeout.Infinite, _stop.Token);
    }

    private static async Task Send(NetworkStream stream, string status, byte[] bytes, string more = "", int? length = null)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nLast-Modified: {Modified}\r\nAccept-Ranges: bytes\r\n{more}Content-Length: {bytes.Length}\r\n\r\n"));
        await stream.WriteAsync(bytes.AsMemory(0, length ?? bytes.Length));
        await stream.FlushAsync();
    }

    [GeneratedRegex("^Range: bytes=([0-9]+)-", RegexOptions.IgnoreCase)]
    private static partial Regex Range();
}

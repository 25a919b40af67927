using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SemCom.Cli;

/// <summary>Reads addresses of processes.</summary>
internal static class EndpointParser
{
    private const string Example = "127.0.0.1:5004";

    /// <summary>An address, <c>HOST:PORT</c>; names are looked up.</summary>
    public static IPEndPoint Endpoint(string option, string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 1 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > ushort.MaxValue)
            throw new SemComException($"{option} must be HOST:PORT (was '{text}'); write for example {Example}");
        var host = text[..colon].Trim('[', ']');
        if (IPAddress.TryParse(host, out var address))
            return new IPEndPoint(address, port);
        try
        {
            var found = Dns.GetHostAddresses(host);
            return new IPEndPoint(found.FirstOrDefault(one => one.AddressFamily == AddressFamily.InterNetwork) ?? found[0], port);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw new SemComException($"{option}: there is no host '{host}'; write for example {Example}", e);
        }
    }

    /// <summary>A port, 1..65535.</summary>
    public static int Port(string option, string text) => NumberParser.Count(option, text, 1, ushort.MaxValue);

    /// <summary>A size, <c>WIDTHxHEIGHT</c>.</summary>
    public static (int Width, int Height) Size(string option, string text)
    {
        var parts = text.Split('x', 'X');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width) && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            && width is >= 1 and <= Picture.MaxSide && height is >= 1 and <= Picture.MaxSide
            ? (width, height)
            : throw new SemComException($"{option} must be WIDTHxHEIGHT in whole numbers from 1 to {Picture.MaxSide} (was '{text}'); write for example 640x360");
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SemCom.Knowledge.Tests.Stores.Postgres;

/// <summary>
/// A PostgreSQL server of Debian's package in a temporary folder, with a socket there and a free port of 127.0.0.1. Through the socket anybody may come in, through the port with the password.
/// The environment variable SEMCOM_POSTGRES_BIN names the folder of another one's programs.
/// </summary>
internal sealed class PostgresInstance : IDisposable
{
    public const string User = "tester", Password = "s3cret";

    private const string Account = "postgres";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("semcom-pg-");
    private readonly bool _forces;
    private Process? _process;

    /// <summary>Makes and starts a server.</summary>
    /// <param name="forces">Whether it forces what is committed to the disk; a killed server loses nothing without it, a machine without power would.</param>
    public PostgresInstance(bool forces = false)
    {
        _forces = forces;
        var words = Path.Combine(_folder.FullName, "password");
        File.WriteAllText(words, Password);
        if (Environment.IsPrivilegedProcess)
            Run("chown", "-R", Account, _folder.FullName);
        Run(AsAccount([Program("initdb"), "-D", Data, "-U", User, "--auth-local=trust", "--auth-host=scram-sha-256", $"--pwfile={words}", "--no-sync", "-E", "UTF8", "--locale=C"]));
        Start();
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; } = FreePort();

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>Why no server can be started; null where one can.</summary>
    public static string? Missing => Programs is null ? "PostgreSQL is not installed (/usr/lib/postgresql/*/bin/initdb; apt-get install postgresql)" : null;

    private static string? Programs
    {
        get
        {
            string[] folders = Environment.GetEnvironmentVariable("SEMCOM_POSTGRES_BIN") is { Length: > 0 } named ? [named]
                : Directory.Exists("/usr/lib/postgresql") ? [.. Directory.GetDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin"))] : [];
            return Array.FindLast(folders, folder => File.Exists(Path.Combine(folder, "initdb")));
        }
    }

    /// <summary>The address of a store, through the socket.</summary>
    public string Address(string schema) => $"postgres://{User}@localhost:{Port}/postgres?host={_folder.FullName}&schema={schema}";

    /// <summary>The string of a store, through a port.</summary>
    public string Tcp(string schema, int? port = null, string password = Password, string database = "postgres") =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port ?? Port};Username={User};Password={password};Database={database};Schema={schema};SSL Mode=Disable");

    /// <summary>Kills the server at once.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Starts the server and waits until it answers.</summary>
    public void Start()
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            _process ??= Process.Start(Silent(AsAccount([Program("postgres"), "-D", Data, "-k", _folder.FullName, "-p", Port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", $"fsync={(_forces ? "on" : "off")}"])))!;
            using var ready = Process.Start(Silent([Program("pg_isready"), "-q", "-h", _folder.FullName, "-p", Port.ToString(CultureInfo.InvariantCulture)]))!;
            ready.WaitForExit();
            if (ready.ExitCode == 0)
                return;
            Thread.Sleep(100);
            // It may have found a child of the killed one still there.
            if (_process.HasExited)
                _process = null;
        }
        throw new InvalidOperationException("the server does not start; its log is on the standard output of the tests");
    }

    public void Dispose()
    {
        if (_process is not null)
        {
            Run(AsAccount([Program("pg_ctl"), "-D", Data, "-m", "immediate", "-s", "stop"]));
            _process.WaitForExit();
            _process.Dispose();
        }
        _folder.Delete(recursive: true);
    }

    private static string Program(string name) => Path.Combine(Programs!, name);

    /// <summary>The server refuses to be run by root.</summary>
    private static string[] AsAccount(string[] command) => Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={Account}", $"--regid={Account}", "--clear-groups", .. command] : command;

    private static ProcessStartInfo Silent(string[] command) => new("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", .. command]) { UseShellExecute = false, WorkingDirectory = "/" };

    private static void Run(params string[] command)
    {
        using var process = Process.Start(Silent(command))!;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)} ended with {process.ExitCode}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

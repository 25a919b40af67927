using System.Buffers.Binary;
using System.IO.Compression;
using SemCom.Wire;

namespace SemCom;

/// <summary>
/// Recordings in files: gzip over MessagePack, ["semcom-recording", 2, channel, origin, ways, planned SNRs, offsets, pictures]. Decibels are rounded to hundredths, similarities and shares to
/// ten thousandths.
/// </summary>
public static class LinkRecordingFile
{
    private const string Title = "recording of a link";
    private const int PictureItems = 6, MotionItems = 6, Numbers = 5, MaxText = 1000, MaxBytes = 64 << 20, MaxPictures = 10_000;

    private static readonly DocumentHead Head = new("semcom-recording", Version: 2, FieldCount: 6);

    /// <summary>Units of the numbers in files.</summary>
    private const float Hundredths = 100, Fine = 10_000, CbrUnit = 100_000;

    /// <summary>Writes a file.</summary>
    public static void Save(LinkRecording recording, string path)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var writer = Head.Open(1 << 20);
        writer.Write(recording.Channel);
        writer.Write(recording.Origin);
        writer.WriteArrayHead(recording.Ways.Count);
        foreach (var way in recording.Ways)
            writer.Write(way);
        Write(writer, [.. recording.Grid.PlanSnrDb.Select(x => (float)x)], Hundredths);
        Write(writer, [.. recording.Grid.OffsetDb.Select(x => (float)x)], Hundredths);
        writer.WriteArrayHead(recording.Pictures.Count);
        foreach (var picture in recording.Pictures)
            Write(writer, picture);
        using var file = File.Create(path);
        using var packed = new GZipStream(file, CompressionLevel.SmallestSize);
        packed.Write(writer.WrittenSpan);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="SemComException">It is missing, damaged or of another kind.</exception>
    public static LinkRecording Load(string path)
    {
        if (!File.Exists(path))
            throw new SemComException($"recording '{path}': there is no such file; make one with 'semcom agent record'");
        var bytes = Unpack(path);
        var reader = Head.Read(bytes, $"{Title} '{path}'");
        var (channel, origin, ways) = (reader.ReadText(MaxText), reader.ReadText(MaxText), new string[reader.ReadArrayHead(MaxText)]);
        for (var i = 0; i < ways.Length; i++)
            ways[i] = reader.ReadText(MaxText);
        var grid = new RecordingGrid(Rising(ref reader), Rising(ref reader));
        var pictures = new PictureRecording[reader.ReadArrayHead(MaxPictures)];
        for (var i = 0; i < pictures.Length; i++)
            pictures[i] = ReadPicture(ref reader, ways.Length, grid);
        reader.End();
        return pictures.Length == 0
            ? throw reader.Fail("no pictures")
            : new LinkRecording { Channel = channel, Origin = origin, Ways = ways, Grid = grid, Pictures = pictures };
    }

    private static byte[] Unpack(string path)
    {
        try
        {
            using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = packed.Read(buffer)) > 0;)
            {
                bytes.Write(buffer, 0, read);
                if (bytes.Length > MaxBytes)
                    throw new SemComException($"{Title} '{path}': must have at most {MaxBytes >> 20} MiB (has more); record fewer pictures");
            }
            return bytes.ToArray();
        }
        catch (InvalidDataException exception)
        {
            throw new SemComException($"{Title} '{path}': it is damaged ({exception.Message}); record it again", exception);
        }
    }

    private static void Write(MessagePackWriter writer, PictureRecording picture)
    {
        writer.WriteArrayHead(PictureItems);
        writer.Write(picture.Name);
        var complexity = picture.Complexity;
        Write(writer, [complexity.VarianceDb, complexity.GradientDb, complexity.CoarseGradientDb, complexity.FocusShare * Hundredths, complexity.FocusGradientDb], Hundredths);
        Write(writer, picture.Cbr, CbrUnit);
        Write(writer, picture.Outcomes);
        Write(writer, picture.Trial.Outcomes);
        writer.WriteArrayHead(picture.Motions.Count);
        foreach (var motion in picture.Motions)
        {
            writer.WriteArrayHead(MotionItems);
            writer.Write(motion.Name);
            Write(writer, motion.ChangeDb, Hundredths);
            Write(writer, motion.FocusChangeDb, Hundredths);
            Write(writer, motion.ChangedShare, Fine);
            Write(writer, motion.RestDb, Hundredths);
            Write(writer, motion.Similarity, Fine);
        }
    }

    private static PictureRecording ReadPicture(ref MessagePackReader reader, int ways, RecordingGrid grid)
    {
        if (reader.ReadArrayHead(PictureItems) != PictureItems)
            throw reader.Fail("another kind of picture");
        var name = reader.ReadText(MaxText);
        var numbers = Read(ref reader, Hundredths, Numbers);
        var cbr = Read(ref reader, CbrUnit, ways * grid.PlanSnrDb.Count);
        var outcomes = ReadOutcomes(ref reader, ways * grid.Count);
        var trial = new PictureTrial(ReadOutcomes(ref reader, PictureTrial.Ways.Count));
        var motions = new SceneMotion[reader.ReadArrayHead(MaxText)];
        for (var i = 0; i < motions.Length; i++)
            motions[i] = ReadMotion(ref reader);
        if (motions.Length == 0)
            throw reader.Fail($"picture '{name}' without a motion");
        return new PictureRecording
        {
            Name = name,
            Complexity = new PictureComplexity(numbers[0], numbers[1], numbers[2], numbers[3] / Hundredths, numbers[4]),
            Cbr = cbr,
            Outcomes = outcomes,
            Trial = trial,
            Motions = motions,
        };
    }

    private static void Write(MessagePackWriter writer, IReadOnlyList<RecordedOutcome> outcomes) =>
        Write(writer, [.. outcomes.SelectMany(o => new[] { o.ErrorDb, o.FocusErrorDb, o.Similarity * Hundredths, o.LossRate * Hundredths })], Hundredths);

    private static RecordedOutcome[] ReadOutcomes(ref MessagePackReader reader, int count)
    {
        var (flat, outcomes) = (Read(ref reader, Hundredths, 4 * count), new RecordedOutcome[count]);
        for (var i = 0; i < outcomes.Length; i++)
            outcomes[i] = new RecordedOutcome(flat[4 * i], flat[4 * i + 1], flat[4 * i + 2] / Hundredths, flat[4 * i + 3] / Hundredths);
        return outcomes;
    }

    private static SceneMotion ReadMotion(ref MessagePackReader reader)
    {
        if (reader.ReadArrayHead(MotionItems) != MotionItems)
            throw reader.Fail("another kind of motion");
        var name = reader.ReadText(MaxText);
        var change = Read(ref reader, Hundredths, null);
        if (change.Length == 0)
            throw reader.Fail("a motion of no frames");
        return new SceneMotion(name, change, Read(ref reader, Hundredths, change.Length), Read(ref reader, Fine, change.Length), Read(ref reader, Hundredths, change.Length), Read(ref reader, Fine, change.Length));
    }

    private static double[] Rising(ref MessagePackReader reader)
    {
        var values = Array.ConvertAll(Read(ref reader, Hundredths, null), x => (double)x);
        return values.Length > 0 && values.Zip(values.Skip(1)).All(pair => pair.First < pair.Second) ? values : throw reader.Fail("SNRs that do not rise");
    }

    private static void Write(MessagePackWriter writer, ReadOnlySpan<float> values, float unit)
    {
        var bytes = writer.BeginBinary(sizeof(short) * values.Length);
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes[(sizeof(short) * i)..], (short)Math.Clamp(MathF.Round(unit * values[i]), short.MinValue, short.MaxValue));
    }

    private static float[] Read(ref MessagePackReader reader, float unit, int? count)
    {
        var bytes = reader.ReadBinary(MaxBytes);
        if (bytes.Length % sizeof(short) != 0 || (count is { } expected && bytes.Length != sizeof(short) * expected))
            throw reader.Fail($"{bytes.Length} bytes of numbers{(count is { } n ? $", expected are {sizeof(short) * n}" : "")}");
        var values = new float[bytes.Length / sizeof(short)];
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(sizeof(short) * i)..]) / unit;
        return values;
    }
}

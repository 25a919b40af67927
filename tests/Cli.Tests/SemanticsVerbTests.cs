using System.Text.Json;

namespace SemCom.Cli.Tests;

/// <summary>What matters in a picture, on the command line: focus, privacy, explanation, segmentation, keys.</summary>
public sealed class SemanticsVerbTests : CommandLineTest
{
    [Fact]
    public void Send_HandsTheFocusToTheSystem()
    {
        var picture = Folder.AddPicture("a.png");
        Assert.Equal(0, Run("send", picture, "--focus", "3,4", "--focus-db", "6"));
        Assert.Equal(PictureFocus.At(3, 4) with { Weight = Math.Pow(10, 0.6) }, Asked!.Focus);
        Assert.Equal(0, Run("send", picture, "--focus-box", "1,2,5,6"));
        Assert.Equal(PictureFocus.In(new PictureBox(1, 2, 5, 6)) with { Weight = 32 }, Asked.Focus! with { Weight = Math.Round(Asked.Focus!.Weight, 9) });
        Assert.Equal(0, Run("send", picture, "--focus-auto"));
        Assert.IsType<AutomaticFocus>(Asked.Focus);
        Assert.Equal(0, Run("send", picture, "--focus-mask", picture));
        Assert.Equal(24, Assert.IsType<RegionFocus>(Asked.Focus).Region.Width);
        Assert.Equal(0, Run("send", picture));
        Assert.Null(Asked.Focus);
        Assert.Null(Asked.Privacy);
        Assert.False(Asked.Explain);
    }

    [Fact]
    public void Keys_AreMadeOnce_AndHandedToTheSystem()
    {
        var (mine, other, picture) = (Folder["a.key"], Folder["b.key"], Folder.AddPicture("a.png"));
        Assert.Equal(0, Run("key", mine));
        Assert.Equal(0, Run("key", other, "--json"));
        Assert.Equal(other, JsonDocument.Parse(Out.ToString()[Out.ToString().IndexOf('{', StringComparison.Ordinal)..]).RootElement.GetProperty("key").GetString());
        Assert.NotEqual(File.ReadAllText(mine), File.ReadAllText(other));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(mine));

        Assert.Equal(0, Run("send", picture, "--private-box", "1,2,5,6", "--key", mine));
        Assert.Equal(File.ReadAllText(mine).Trim(), Asked!.Privacy!.Key!.ToBase64());
        Assert.Same(Asked.Privacy.Key, Asked.Privacy.ReceiverKey);
        Assert.Equal(0, Run("send", picture, "--private", "1,2", "--key", mine, "--receiver-key", "none"));
        Assert.Null(Asked.Privacy!.ReceiverKey);
        Assert.Equal(0, Run("send", picture, "--private-auto", "--key", mine, "--receiver-key", other));
        Assert.Equal(File.ReadAllText(other).Trim(), Asked.Privacy!.ReceiverKey!.ToBase64());
        Assert.Equal(0, Run("send", picture, "--private-auto"));
        Assert.Equal((null, null), (Asked.Privacy!.Key, Asked.Privacy.ReceiverKey));
    }

    [Fact]
    public void AKeyThatIsThere_IsNotOverwritten()
    {
        Run("key", Folder["a.key"]);
        Out.GetStringBuilder().Clear();
        Assert.Contains("must be a new file", Refused("key", Folder["a.key"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--focus 3", "--focus must be a pixel X,Y in whole numbers from 0 (was '3'); write for example 120,80")]
    [InlineData("--focus=-1,3", "--focus must be a pixel X,Y in whole numbers from 0 (was '-1,3'); write for example 120,80")]
    [InlineData("--focus-box 1,2,0,4", "--focus-box must be a rectangle X,Y,WIDTH,HEIGHT in whole numbers, width and height from 1 (was '1,2,0,4'); write for example 40,60,128,96")]
    [InlineData("--focus 1,2 --focus-auto", "--focus, --focus-box, --focus-mask and --focus-auto exclude one another (2 were given); keep one")]
    [InlineData("--focus-db 6", "--focus-db needs a focus (there was none); add --focus X,Y, --focus-box, --focus-mask or --focus-auto")]
    [InlineData("--focus 1,2 --focus-db 22", "--focus-db must be between 0.1 and 21 (was 22); 15 is usual")]
    [InlineData("--key a.key", "--key and --receiver-key need something private (there was nothing); add --private X,Y, --private-box, --private-mask or --private-auto")]
    [InlineData("--private 1,2 --receiver-key a.key", "--receiver-key needs a sender's key (there was none), for without --key the region is not sent; add --key FILE")]
    public void Send_Refuses(string options, string message) => Assert.Equal(message, Refused(["send", Folder.AddPicture("a.png"), .. options.Split(' ')]));

    [Fact]
    public void FilesThatAreNoKeys_AreRefused()
    {
        var picture = Folder.AddPicture("a.png");
        Assert.StartsWith($"{Folder["no.key"]}: the key cannot be read (", Refused("send", picture, "--private-auto", "--key", Folder["no.key"]), StringComparison.Ordinal);
        Error.GetStringBuilder().Clear();
        Assert.StartsWith($"{Folder["x.key"]}: key: must be 32 bytes in Base64 (was 5 characters that are none)",
            Refused("send", picture, "--private-auto", "--key", Folder.AddText("x.key", "hello")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--not 1,2", "--not needs something that is meant (there was none); add --point X,Y or --box X,Y,W,H")]
    [InlineData("--all --point 1,2", "--all needs no prompt (there was one); leave one of them out")]
    [InlineData("--sam-encoder a.onnx", "--sam-encoder and --sam-decoder belong together (one was missing); give both")]
    [InlineData("--point 1,2;x", "--point must be a pixel X,Y in whole numbers from 0 (was 'x'); write for example 120,80")]
    public void Segment_Refuses(string options, string message) => Assert.Equal(message, Refused(["segment", Folder.AddPicture("a.png"), .. options.Split(' ')]));

    [Fact]
    public void Explain_WritesAPageAndPictures()
    {
        Assert.Equal(0, Run("send", Folder.AddPicture("a.png", width: 48, height: 32), "--explain", Folder["why"], "--json"));
        Assert.True(Asked!.Explain);
        Assert.Contains("explanation.html", Error.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Folder["why/explanation.html"]));
        Assert.True(Picture.Load(Folder["why/error.png"]).Width >= 256);
    }
}
